"""What the front door's search finds of mediation."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Offer
from unionhall.kernel.rooms import room
from unionhall.rooms.mediation.apps import MediationRoom

# What people call it, in every language of the hall.
WORDS = {
    "front": "mediation mediate mediator dispute conflict grievance arbitration wages unpaid overtime "
    "dismissal "
    "调解 纠纷 争议 仲裁 欠薪 拖欠工资 加班费 辞退 調解 糾紛 爭議 仲裁 欠薪 拖欠工資 加班費 辭退",
    "enter": "mediation letter link code invited other side 邀请 调解通知 对方 邀請 調解通知 對方",
}


def find(text: str, *, limit: int) -> list[Offer]:
    """What can be done here that goes by all of these words."""
    asked = text.casefold()
    found = (offer for name, offer in _offers() if _fits(asked, f"{WORDS[name]} {offer.title}".casefold()))
    return list(found)[:limit]


def _fits(asked: str, known: str) -> bool:
    """All words are known, or a Chinese one stands inside what was typed without blanks."""
    inside = (word in asked for word in known.split() if not word.isascii())
    return all(word in known for word in asked.split()) or any(inside)


def _offers() -> Iterator[tuple[str, Offer]]:
    said = {
        "front": (_("Ask for mediation"), _("Settle a dispute with somebody whom both sides accept. Free.")),
        "enter": (
            _("Answer an invitation to mediation"),
            _("With the code in your letter, without an account."),
        ),
    }
    for name, (title, summary) in said.items():
        yield name, Offer(title, summary, reverse(f"mediation:{name}"), room(MediationRoom.label).title)
