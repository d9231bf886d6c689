"""Numbers that change hands: who a number leads to, and who may take it over.

A number is an operator's to give anew. So it is proved by a code, the proof holds for half a year, and an
older one counts for little.
"""

from datetime import timedelta
from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from unionhall.kernel.people.factors import has_second_step
from unionhall.kernel.people.letters import letter
from unionhall.kernel.people.models import Person

PROOF_HOLDS, NOTED_AGAIN = timedelta(days=180), timedelta(days=30)


def holder_of(phone: str) -> Person | None:
    """The one whom a number leads to: who proved it, else its only bearer; nobody if several have it."""
    bearers = list(Person.objects.filter(phone=phone, is_active=True).exclude(phone="")[:9])
    proved = [each for each in bearers if each.phone_confirmed_on]
    chosen = proved or bearers
    return chosen[0] if len(chosen) == 1 else None


def is_proof_fresh(person: Person) -> bool:
    """Whether the person proved their number within the past 180 days."""
    on = person.phone_confirmed_on
    return on is not None and timezone.localdate() - on <= PROOF_HOLDS


def is_number_enough(person: Person) -> bool:
    """Whether a code by phone alone signs somebody in: only without another way, and with a fresh proof."""
    return not has_second_step(person) and not proved_email(person) and is_proof_fresh(person)


def proved_email(person: Person) -> str:
    """The confirmed e-mail address of a person, empty if there is none."""
    found = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary").first()
    return found.email if found else ""


def is_kept_by_another(person: Person, phone: str) -> bool:
    """Whether somebody else proved that number within the past 180 days."""
    others = Person.objects.filter(phone=phone, is_active=True).exclude(pk=person.pk)
    return any(is_proof_fresh(each) for each in others)


def locked(person: Person, phone: str) -> list[Person]:
    """The person as they are now, then who else in use has that number; all locked, ordered as in `take`."""
    bearers = Q(pk=person.pk) | Q(phone=phone, is_active=True) if phone else Q(pk=person.pk)
    rows = Person.objects.select_for_update(no_key=True).filter(bearers).order_by("pk")
    return sorted(rows, key=lambda each: each.pk != person.pk)


def take(person: Person, phone: str) -> None:
    """Give a person the number that they have just proved by a code.

    1. Lock all who have it.  2. Take it from the others, who did not prove it lately.  3. Note the proof.
    4. Tell the others by e-mail, once it is done.
    """
    with transaction.atomic():
        others = list(
            Person.objects.select_for_update(no_key=True)
            .filter(phone=phone)
            .exclude(pk=person.pk)
            .order_by("pk")
        )
        for other in others:
            Person.objects.filter(pk=other.pk).update(phone="", phone_confirmed_on=None)
            transaction.on_commit(partial(_tell, other))
        confirm(person, phone)


def confirm(person: Person, phone: str) -> None:
    """Note that a person proved a number today, where the last proof is not from the past weeks.

    So most sign-ins by code leave the person's row as it is: its version would tell when they came.
    """
    on = person.phone_confirmed_on
    if person.phone == phone and on and timezone.localdate() - on < NOTED_AGAIN:
        return
    person.phone, person.phone_confirmed_on = phone, timezone.localdate()
    person.save(update_fields=["phone", "phone_confirmed_on"])


def _tell(person: Person) -> None:
    """Tell somebody that their number is another's now, without naming it or anybody."""
    if not (person.is_active and person.email):
        return
    with translation.override(person.language):
        subject = _("Your telephone number was taken off your account")
        letter(subject, "phone_taken", person.email, name=person.name).send()
