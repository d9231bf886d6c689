"""What a person is told when something new opens the hall in their name."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.people.letters import letter
from unionhall.kernel.people.models import Person

PROGRAM, CALENDAR = "program", "calendar"


def tell(person: Person, what: str) -> None:
    """Tell a person by e-mail that a PROGRAM or a CALENDAR opens the hall in their name now."""
    if not person.email:
        return
    with translation.override(person.language):
        link = settings.HALL_ADDRESS + reverse("account_signed_in")
        subject = _("Something new opens the hall in your name")
        told = letter(subject, "way_in", person.email, name=person.name, what=what, link=link)
        told.send(fail_silently=True)
