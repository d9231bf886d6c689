"""The only hand that writes offices while the hall runs: from the body of a signed move."""

from datetime import date, timedelta

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people import gaining
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.refusals import NotNow
from unionhall.kernel.procedures.succession import pass_on
from unionhall.kernel.procedures.work import current
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import terms
from unionhall.rooms.offices.procedure.deciding import decides
from unionhall.rooms.offices.procedure.refusals import AlreadyHeld, IsOver, ProposerLeft


def grant(matter: Matter, *, on: date) -> None:
    """Write the office down, from that day on or later.

    1. Lock the person, so that of two proposals for the same office one is refused.
    2. Ask once more whether they are still here, who proposed it still may, and the days are not over.
    3. Let their sessions be an officer's; what may not have an officer's rights ends.
    Raises NotNow, ProposerLeft, IsOver, AlreadyHeld.
    """
    appointment: Appointment = matter.appointment
    person = Person.objects.select_for_update(no_key=True).get(pk=appointment.person_id)
    begins, ends = max(appointment.from_on, on), appointment.until_on
    proposer = appointment.proposed_by
    if not person.is_active:
        raise NotNow("sign")
    if proposer is None or not decides(proposer, appointment.role, matter.place_path):
        raise ProposerLeft
    if ends is None or ends < begins:
        raise IsOver
    if terms.held(person, appointment.role, appointment.place, (begins, ends)):
        raise AlreadyHeld
    office = Office(
        person=person,
        role=appointment.role,
        place=appointment.place,
        from_on=begins,
        until_on=ends,
        is_new=True,
    )
    current().add(office)
    appointment.office = office
    gaining.keep_signed_in(person)


def end(appointment: Appointment, *, on: date) -> None:
    """End the office with the day before; one that has not begun by then is taken back.

    What its person had in hand through it goes to somebody else at once.
    """
    locked = Office.objects.select_for_update(no_key=True).filter(pk=appointment.office_id).first()
    if locked is None or (locked.until_on and locked.until_on < on):
        return
    if locked.from_on < on:
        locked.until_on = on - timedelta(1)
        current().save(locked)
    else:
        current().delete(locked)
        appointment.office = None
    pass_on(locked.person)
