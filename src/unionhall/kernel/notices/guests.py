"""News for people who have a receipt and no inbox: a reference and a link, never what was said or by whom.

A job may run twice, so a letter has the same Message-ID each time and a mail program shows it once. Nobody
proved the address of such a letter: each has a link that stops them for good, see `stopping`.
"""

from collections.abc import Mapping
from smtplib import SMTPRecipientsRefused
from typing import Any

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

FOR_GOOD = 500  # from here on a mail server's answer is its last word


class AddressRefused(Exception):
    """The mail server takes no letters to this address, now or later."""


def announce(matter: Matter, number: int, *, seat: str, email: str, phone: str, language: str) -> None:
    """Write in a language by e-mail, else by text where the hall can; nothing where there is no address, or
    whoever reads it wants no letters about the matter. An address that the mail server refuses for good is
    noted.

    `number`: of the journal entry that is the news. `seat`: letters to one seat of a matter are a thread.
    """
    link = settings.HALL_ADDRESS + reverse("receipt")
    with translation.override(language):
        if email:
            subject = _("News on %(reference)s") % {"reference": matter.reference}
            said = {"template": "notices/news.txt", "reference": matter.reference, "link": link}
            _tell(matter, subject, said, to=email, seat=seat, letter=f"{matter.reference}-{number}")
        elif phone and texting.is_available():
            words = _("There is news on %(reference)s. Read it with the code on your receipt: %(link)s")
            texting.send_text(phone, words % {"reference": matter.reference, "link": link})


def _tell(matter: Matter, subject: str, said: Mapping[str, Any], *, to: str, **thread: str) -> None:
    """Write, and note for whoever has the matter in hand whether the mail server refused the address."""
    try:
        was_sent = post(matter, subject, said, to=to, **thread)
    except AddressRefused:
        stopping.note(matter, to, is_refused=True)
    else:
        if was_sent:
            stopping.note(matter, to, is_refused=False)


def post(matter: Matter, subject: str, said: Mapping[str, Any], *, to: str, seat: str, letter: str) -> bool:
    """Write by e-mail in the active language, unless whoever reads it wants no letters about the matter:
    whether it was sent.

    `said` is what the `template` named in it says. `letter` tells it from others: see `headers_of`. Raises
    AddressRefused, and what the mail server's troubles raise, after which it can be tried again.
    """
    if stopping.is_stopped(matter, to):
        return False
    text = text_of(said, stop=stopping.link_for(matter, to))
    headers = headers_of(letter, thread=f"{seat} {matter.stream}")
    try:
        EmailMessage(subject, text, to=[to], headers=headers).send()
    except SMTPRecipientsRefused as refused:
        if all(code >= FOR_GOOD for code, _words in refused.recipients.values()):
            raise AddressRefused from None  # the other fault names the address, which no log shall
        raise
    return True


def text_of(said: Mapping[str, Any], *, stop: str) -> str:
    """What a letter says, in the active language, with the link that stops further ones."""
    return render_to_string(said["template"], {**said, "stop": stop})
