"""That there is news, to the other side's address."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices import guests
from unionhall.kernel.procedures.acting import was_taken_back
from unionhall.rooms.mediation.apps import RESPONDENT
from unionhall.rooms.mediation.papers.sides import language_of_other_side


def announce(pk: int, number: int) -> None:
    """Write by e-mail, else by text; nothing where there is no address, no seat, or no news any more.

    `number`: of the journal entry that is the news.
    """
    matter = Matter.objects.filter(pk=pk, erased_at=None).first()
    if matter is None or was_taken_back(matter, number):
        return
    if not matter.receipts.filter(capacity=RESPONDENT).exists():
        return
    contact = matter.dispute.contact
    email, phone = contact.get("email", ""), contact.get("phone", "")
    language = language_of_other_side(matter)
    guests.announce(matter, number, seat=RESPONDENT, email=email, phone=phone, language=language)
