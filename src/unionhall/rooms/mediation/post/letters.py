"""That there is news, to the other side's address: a reference and a link, never what was said or by whom.

A job may run twice, so a letter has the same Message-ID each time and a mail program shows it once.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.letters import headers_of
from unionhall.kernel.people import texting
from unionhall.rooms.mediation.apps import RESPONDENT
from unionhall.rooms.mediation.papers.sides import language_of_other_side


def announce(pk: int, number: int) -> None:
    """Write by e-mail, else by text; nothing where there is no address or nobody took the seat.

    `number`: of the journal entry that is the news.
    """
    matter = Matter.objects.filter(pk=pk, erased_at=None).first()
    if matter is None or not matter.receipts.filter(capacity=RESPONDENT).exists():
        return
    contact = matter.dispute.contact
    link = settings.HALL_ADDRESS + reverse("receipt")
    with translation.override(language_of_other_side(matter)):
        if contact.get("email"):
            _mail(matter, link, contact["email"], number)
        elif contact.get("phone") and texting.is_available():
            words = _("There is news on %(reference)s. Read it with the code on your receipt: %(link)s")
            texting.send_text(contact["phone"], words % {"reference": matter.reference, "link": link})


def _mail(matter: Matter, link: str, to: str, number: int) -> None:
    subject = _("News on %(reference)s") % {"reference": matter.reference}
    text = render_to_string("mediation/letters/news.txt", {"reference": matter.reference, "link": link})
    headers = headers_of(f"{matter.reference}-{number}", thread=f"{RESPONDENT} {matter.stream}")
    EmailMessage(subject, text, to=[to], headers=headers).send()
