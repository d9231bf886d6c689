"""An office ends by its date: its person and whoever signed are told 30 and 7 days ahead; work goes on."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.succession import pass_on
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure.granting import remind_of_end

AHEAD = (30, 7)  # days
LOOKED_BACK = timedelta(days=30)  # a job that did not run for weeks makes up for it


def remind(today: date | None = None) -> int:
    """Remind of each office that ends soon, once for each of the two dates; how many were reminded of."""
    day = today or timezone.localdate()
    soon = Appointment.objects.filter(
        ends=False,
        matter__state="signed",
        office__until_on__gte=day,
        office__until_on__lte=day + timedelta(days=max(AHEAD)),
    )
    return sum(_remind(each, day) for each in soon.select_related("matter", "office").order_by("pk"))


def pass_on_what_was_in_hand(today: date | None = None) -> int:
    """Give on what people had in hand through offices whose last day is over; how many matters went."""
    day = today or timezone.localdate()
    over = Person.objects.filter(offices__until_on__lt=day, offices__until_on__gte=day - LOOKED_BACK)
    return sum(_pass_on(person) for person in over.distinct().order_by("pk"))


def _pass_on(person: Person) -> int:
    with transaction.atomic():
        return pass_on(person)


def _remind(appointment: Appointment, day: date) -> bool:
    """Remind unless it was done for this date already, by this job or another worker's."""
    assert appointment.office is not None
    assert appointment.office.until_on is not None
    left = (appointment.office.until_on - day).days
    key = _key(appointment, min(ahead for ahead in AHEAD if left <= ahead))
    if Entry.objects.under(key).exists():
        return False
    remind_of_end(appointment.matter, actor=HALL, key=key, days=left)
    return True


def _key(appointment: Appointment, ahead: int) -> UUID:
    return uuid5(appointment.matter.stream, f"{appointment.office_id} ends in {ahead}")
