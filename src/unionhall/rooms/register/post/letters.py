"""Letters to people who have no inbox yet: they name a reference or a link, never what was asked or said.

A job may run twice, so a letter has the same Message-ID each time and a mail program shows it once.
"""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.notices import guests
from unionhall.kernel.notices.letters import headers_of
from unionhall.kernel.people import texting
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.acting import was_taken_back
from unionhall.kernel.web.context import name as name_of_hall
from unionhall.rooms.register.models import Application


def welcome(pk: int) -> None:
    """The member number and a link to set a password; by text, only that there is news."""
    person = Person.objects.filter(pk=pk, is_active=True).first()
    if person is None or not person.email:
        _text(person)
        return
    key = default_token_generator.make_token(person)
    link = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    words = {
        "name": person.name,
        "number": person.number,
        "link": settings.HALL_ADDRESS + link,
        "again": settings.HALL_ADDRESS + reverse("account_reset_password"),
    }
    with translation.override(person.language):
        subject = _("Welcome to %(union)s") % {"union": name_of_hall()}
        text = render_to_string("register/letters/welcome.txt", words)
    _send(subject, text, person.email, f"welcome-{person.uid}")


def announce(pk: int, number: int = 0) -> None:
    """That there is news on an application; who has a receipt reads it with the code.

    `number`: of the journal entry that is the news, unless that was taken back; 0 for the last one.
    """
    application = Application.objects.select_related("matter").filter(pk=pk).first()
    if application is not None and not was_taken_back(application.matter, number):
        guests.announce(
            application.matter,
            number or application.matter.journal_length,
            seat="applicant",
            email=application.email or "",
            phone=application.phone or "",
            language=application.language,
        )


def _text(reached: Person | None) -> None:
    """The shortest word to somebody who gave a number only, where the hall can send texts."""
    if reached is None or not reached.phone or not texting.is_available():
        return
    with translation.override(reached.language):
        words = _(
            "There is news on what you asked the union. Read it with the code on your receipt: %(link)s"
        )
        texting.send_text(reached.phone, words % {"link": settings.HALL_ADDRESS + reverse("receipt")})


def _send(subject: str, text: str, to: str, ident: str) -> None:
    EmailMessage(subject, text, to=[to], headers=headers_of(ident, thread="")).send()
