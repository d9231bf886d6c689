"""What a person is told when officers want to take their second step off: by every way there is."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.people import texting
from unionhall.kernel.people.letters import letter
from unionhall.kernel.people.models import Person


def tell(person: Person, what: str, key: str = "") -> None:
    """Tell by e-mail and by text. `what` is opened, confirmed, alone or done; `key` is to object by."""
    link = settings.HALL_ADDRESS + (reverse("account_object", args=[key]) if key else reverse("account_ways"))
    with translation.override(person.language):
        if person.email:
            subject = _("Your second step at sign-in")
            told = letter(subject, "lost_step", person.email, name=person.name, what=what, link=link)
            told.send(fail_silently=True)
        if person.phone and texting.is_available():
            texting.send_text(person.phone, _text(what, link))


def _text(what: str, link: str) -> str:
    if what == "done":
        return _("The second step at sign-in was taken off your account in the union's hall: %(link)s") % {
            "link": link
        }
    if what == "alone":
        return _(
            "Those who run the union's hall want to take the second step off your account. Object: %(link)s"
        ) % {"link": link}
    return _(
        "Officers want to take the second step off your account in the union's hall. Object: %(link)s"
    ) % {"link": link}
