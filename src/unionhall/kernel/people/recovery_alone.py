"""A lost second step where no two officers are left who could sign: whoever runs the hall begins it instead.

Its person is told and has the same day to object. Where two others can sign, this is refused.
"""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.utils import timezone

from unionhall.kernel.people import recovery, recovery_letters
from unionhall.kernel.people.looking_up import is_exactly
from unionhall.kernel.people.models import LostStep, Person
from unionhall.kernel.people.recovery import NotPossible

NOBODY = UUID(int=0)  # stands where the first officer signs
SIGNATURES = 2


def only_one(exactly: str) -> Person:
    """The person whose member number, telephone or e-mail is exactly this; raises NotPossible."""
    found = list(Person.objects.filter(is_exactly(exactly), is_active=True, mask_in="")[:2])
    if len(found) != 1:
        raise NotPossible("nobody" if not found else "several")
    return found[0]


def begin(exactly: str) -> LostStep:
    """Let the day of waiting begin; raises NotPossible."""
    person = only_one(exactly)
    if not Authenticator.objects.filter(user=person).exists():
        raise NotPossible("has_none")
    if len(recovery.who_could_sign(person)) >= SIGNATURES:
        raise NotPossible("officers")
    now = timezone.now()
    state = LostStep.State.CONFIRMED
    try:
        with transaction.atomic():
            lost = LostStep.objects.create(
                person=person.uid, state=state, opened_by=NOBODY, opened_at=now, confirmed_at=now
            )
    except IntegrityError as error:
        raise NotPossible("open_already") from error
    recovery_letters.tell(person, "alone", recovery.objection_key(lost))
    return lost
