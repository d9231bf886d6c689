"""What a person is told when something new opens the hall in their name."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Person

PROGRAM, CALENDAR = "program", "calendar"


def tell(person: Person, what: str) -> None:
    """Tell a person by e-mail that a PROGRAM or a CALENDAR opens the hall in their name now."""
    if not person.email:
        return
    with translation.override(person.language):
        link = settings.HALL_ADDRESS + reverse("account_signed_in")
        words = {"name": person.name, "what": what, "link": link}
        body = render_to_string("account/email/way_in_message.txt", words)
        subject = _("Something new opens the hall in your name")
        EmailMessage(subject, body, to=[person.email]).send(fail_silently=True)
