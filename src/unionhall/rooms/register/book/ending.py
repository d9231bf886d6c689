"""What ends: an application that came to nothing, the name and contact of somebody who left, and lists.

What stays for good are the days and places of memberships and the journal, under a UUID that names nobody.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.people.forgetting import NOBODY
from unionhall.kernel.people.forgetting import forget as forget_person
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.packs import pack
from unionhall.rooms.register.models import Application, Departure
from unionhall.rooms.register.procedure.kinds import JOINING, LEAVING, LISTING

APPLICATION, DEPARTED = "register.keep_application", "register.keep_departed"
LIST = "register.keep_list"


def days_kept(place: Place, what: str = DEPARTED) -> int:
    """For how many days an application, or the name and contact of somebody who leaves, are kept there."""
    return pack(place.pack).get(what, on=timezone.localdate()).amount


def forget(now: datetime | None = None) -> int:
    """Forget whatever has been kept long enough; how many applicants, former members and lists that were."""
    moment, forgotten = now or timezone.now(), 0
    for matter in _over(moment, JOINING, APPLICATION):
        forgotten += _forget_application(matter)
    for matter in _over(moment, LEAVING, DEPARTED):
        forgotten += _forget_person(matter)
    for matter in _over(moment, LISTING, LIST):
        forgotten += erase(matter.pk, moment)
    return forgotten


def _over(now: datetime, kind: str, rule: str) -> Iterator[Matter]:
    """Closed matters of a kind whose time of keeping is over, with somebody still named in them."""
    named = {
        JOINING: ~Q(application__name=""),
        LEAVING: ~Q(subject__name=NOBODY),
        LISTING: Q(erased_at=None),
    }[kind]
    closed = (
        Matter.objects.closed().filter(named, room="register", kind=kind).select_related("place", "subject")
    )
    for matter in closed.order_by("pk").iterator():
        if matter.closed_at + timedelta(days=rule_for(matter, rule).amount) <= now:
            yield matter


@transaction.atomic
def _forget_application(matter: Matter) -> bool:
    Message.objects.filter(matter=matter).delete()
    blank = {"name": "", "email": "", "phone": "", "workplace": ""}
    return bool(Application.objects.filter(matter=matter).update(**blank))


@transaction.atomic
def _forget_person(matter: Matter) -> bool:
    """Unless they are a member again, hold an office, or have a matter that is still open."""
    person = Person.objects.select_for_update().get(matters_about=matter)
    if _is_needed(person):
        return False
    forget_person(person)
    Departure.objects.filter(matter__subject=person).update(reason="")
    return True


def _is_needed(person: Person) -> bool:
    return (
        person.memberships.current().exists()
        or person.offices.current().exists()
        or Matter.objects.open().of(person).exists()
        or Matter.objects.open().handled_by(person).exists()
    )
