"""A second step that is lost: two officers take it off an account, and its person has a day to object."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from unionhall.kernel.people import recovery_letters, ways_in
from unionhall.kernel.people.looking_up import TooManyLookUps, look_up
from unionhall.kernel.people.models import LostStep, Membership, Office, Person

ROLES = {"administrator", "register_keeper"}
WAIT = timedelta(hours=24)
SIGNATURE_HOLDS = timedelta(days=7)  # for the second officer
SALT = "unionhall.lost_step"


class NotPossible(Exception):
    """Why a lost step can't be opened or confirmed; `reason` names the sentence that the page shows."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def offices_for_it(officer: Person) -> list[Office]:
    """The offices that let somebody sign for a lost step."""
    return [office for office in officer.current_offices if office.role in ROLES]


def open_for(exactly: str, *, actor: Person, now: datetime | None = None) -> LostStep:
    """Sign first, for the person whose member number, telephone or e-mail is exactly this.

    1. Find the one person within the officer's places; that is counted and written down.
    2. Keep the signature.  3. Tell the person.  Raises NotPossible.
    """
    offices = offices_for_it(actor)
    try:
        found = look_up(exactly, by=actor, offices=offices, where="lost second step", officers_too=True)
    except TooManyLookUps as error:
        raise NotPossible("too_many") from error
    if len(found) != 1:
        raise NotPossible("nobody" if not found else "several")
    person = found[0]
    if not Authenticator.objects.filter(user=person).exists():
        raise NotPossible("has_none")
    moment = now or timezone.now()
    try:
        with transaction.atomic():
            lost = LostStep.objects.create(person=person.uid, opened_by=actor.uid, opened_at=moment)
    except IntegrityError as error:
        raise NotPossible("open_already") from error
    recovery_letters.tell(person, "opened", objection_key(lost))
    return lost


def confirm(lost: LostStep, *, actor: Person, now: datetime | None = None) -> LostStep:
    """Sign second: another officer, never for oneself. The day of waiting begins. Raises NotPossible."""
    with transaction.atomic():
        held = LostStep.objects.select_for_update().get(pk=lost.pk)
        person = Person.objects.get(uid=held.person)
        if held.state != LostStep.State.OPENED:
            raise NotPossible("over")
        if actor.uid in (held.opened_by, held.person) or not reaches(actor, person):
            raise NotPossible("not_you")
        signed = {"confirmed_by": actor.uid, "confirmed_at": now or timezone.now()}
        LostStep.objects.filter(pk=held.pk).update(state=LostStep.State.CONFIRMED, **signed)
    held.refresh_from_db()
    recovery_letters.tell(person, "confirmed", objection_key(held))
    return held


def object_to(lost: LostStep, now: datetime | None = None) -> bool:
    """The person wants to keep their second step; whether it was still time."""
    running = LostStep.objects.filter(pk=lost.pk, state__in=("opened", "confirmed"))
    return bool(running.update(state=LostStep.State.OBJECTED, ended_at=now or timezone.now()))


def act(now: datetime | None = None) -> int:
    """Take off what two signed a day ago, drop what no second one signed in a week; how many were taken."""
    moment = now or timezone.now()
    stale = LostStep.objects.filter(state=LostStep.State.OPENED, opened_at__lt=moment - SIGNATURE_HOLDS)
    stale.update(state=LostStep.State.EXPIRED, ended_at=moment)
    due = LostStep.objects.filter(state=LostStep.State.CONFIRMED, confirmed_at__lte=moment - WAIT)
    return sum(_take_off(pk, moment) for pk in list(due.values_list("pk", flat=True)))


def _take_off(pk: int, now: datetime) -> bool:
    """Remove all second steps and end what opens the hall; whatever another worker has is skipped."""
    with transaction.atomic():
        waiting = LostStep.objects.filter(pk=pk, state=LostStep.State.CONFIRMED)
        lost = waiting.select_for_update(skip_locked=True).first()
        if lost is None:
            return False
        person = Person.objects.get(uid=lost.person)
        Authenticator.objects.filter(user=person).delete()
        ways_in.end_all(person.pk)
        waiting.update(state=LostStep.State.DONE, ended_at=now)
    recovery_letters.tell(person, "done")
    return True


def reaches(officer: Person, person: Person) -> bool:
    """Whether one of the officer's offices covers a place where the person is a member or holds an office."""
    paths = _paths(person)
    return any(office.reaches(path) for office in offices_for_it(officer) for path in paths)


def who_could_sign(person: Person) -> set[int]:
    """The officers besides the person whose signature would count."""
    held = Office.objects.current().filter(role__in=ROLES, person__is_active=True).exclude(person=person)
    officers = {office.person_id: office.person for office in held.select_related("person")}
    return {pk for pk, officer in officers.items() if reaches(officer, person)}


def _paths(person: Person) -> set[str]:
    places = [each.place.path for each in person.current_offices]
    members = Membership.objects.current().filter(person=person).values_list("place__path", flat=True)
    return {*places, *members}


def running_for(person: Person) -> LostStep | None:
    """What runs against one's own second step."""
    return LostStep.objects.filter(person=person.uid, state__in=("opened", "confirmed")).first()


def to_sign(officer: Person) -> list[tuple[LostStep, Person]]:
    """What waits for the officer's signature beside another's, each with its person."""
    waiting = LostStep.objects.filter(state=LostStep.State.OPENED).exclude(opened_by=officer.uid)
    people = {each.uid: each for each in Person.objects.filter(uid__in=waiting.values("person"))}
    shown = [(lost, people[lost.person]) for lost in waiting.order_by("pk") if lost.person in people]
    return [(lost, person) for lost, person in shown if person != officer and reaches(officer, person)]


def opened_by(officer: Person) -> list[LostStep]:
    """What the officer signed for in the past month."""
    since = timezone.now() - timedelta(days=30)
    return list(LostStep.objects.filter(opened_by=officer.uid, opened_at__gt=since).order_by("-pk")[:20])


def objection_key(lost: LostStep) -> str:
    return signing.dumps(str(lost.uid), salt=SALT)


def by_objection_key(key: str) -> LostStep | None:
    """The lost step that a letter's link leads to."""
    try:
        uid = UUID(signing.loads(key, salt=SALT))
    except (signing.BadSignature, ValueError):
        return None
    return LostStep.objects.filter(uid=uid).first()
