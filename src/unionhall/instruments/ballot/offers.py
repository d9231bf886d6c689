"""What the front door's search finds of votes."""

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.instruments.ballot.apps import BallotInstrument
from unionhall.kernel.contract import Offer

WORDS = "vote voting ballot election elect poll 投票 选举 表决 選舉 表決"


def find(text: str, *, limit: int) -> list[Offer]:
    """The list of votes, where what is asked is what people call it."""
    asked = text.casefold()
    inside = any(word in asked for word in WORDS.split() if not word.isascii())
    if not inside and not all(word in WORDS for word in asked.split()):
        return []
    return [Offer(_("Votes"), BallotInstrument.summary, reverse("ballot:front"))][:limit]
