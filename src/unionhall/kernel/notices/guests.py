"""News for people who have a receipt and no inbox: a reference and a link, never what was said or by whom.

A job may run twice, so a letter has the same Message-ID each time and a mail program shows it once.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import stopping
from unionhall.kernel.notices.letters import headers_of
from unionhall.kernel.people import texting


def announce(matter: Matter, number: int, *, seat: str, email: str, phone: str, language: str) -> None:
    """Write in a language by e-mail, else by text where the hall can; nothing where there is no address, or
    whoever reads it wants no letters about the matter.

    `number`: of the journal entry that is the news. `seat`: letters to one seat of a matter are a thread.
    """
    link = settings.HALL_ADDRESS + reverse("receipt")
    with translation.override(language):
        if email and stopping.is_stopped(matter, email):
            return
        if email:
            _mail(matter, number, link, email, seat)
        elif phone and texting.is_available():
            words = _("There is news on %(reference)s. Read it with the code on your receipt: %(link)s")
            texting.send_text(phone, words % {"reference": matter.reference, "link": link})


def _mail(matter: Matter, number: int, link: str, to: str, seat: str) -> None:
    subject = _("News on %(reference)s") % {"reference": matter.reference}
    said = {"reference": matter.reference, "link": link, "stop": stopping.link_for(matter, to)}
    text = render_to_string("notices/news.txt", said)
    headers = headers_of(f"{matter.reference}-{number}", thread=f"{seat} {matter.stream}")
    EmailMessage(subject, text, to=[to], headers=headers).send()
