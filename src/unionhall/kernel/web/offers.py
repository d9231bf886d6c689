"""What one can ask for in the hall, across all rooms: for the search and the front door."""

from collections.abc import Iterator

from unionhall.kernel.contract import Offer, Offers
from unionhall.kernel.rooms import parts

LONGEST_QUERY = 200
PRIVACY = "GDPR PIPL data protection"


def find(text: str, *, limit: int = 20) -> list[Offer]:
    """What answers to these words, the rooms in their order, each with its best first."""
    asked = text.replace("\0", " ")[:LONGEST_QUERY].strip()
    found = [offer for part in _offering() for offer in part.find(asked, limit=limit)] if asked else []
    return found[:limit]


def most_asked(*, limit: int = 6) -> list[Offer]:
    """What people ask for most, at the front door."""
    found = [offer for part in _offering() for offer in part.most_asked(limit=limit)]
    return found[:limit]


def in_own_words() -> Offer | None:
    """Asking without choosing anything, if some room takes that."""
    found = (part.in_own_words() for part in _offering())
    return next((offer for offer in found if offer), None)


def about_privacy() -> Offer | None:
    """Where to object, to have something put right or erased: the service for it, or one's own words."""
    return next(iter(find(PRIVACY, limit=1)), None) or in_own_words()


def about_reading(pk: int) -> str:
    """Where somebody objects to one line of the log of readings; empty where no room takes that."""
    found = (part.about_reading(pk) for part in _offering())
    return next((url for url in found if url), "")


def _offering() -> Iterator[Offers]:
    return (offers for part in parts() if (offers := Offers.of(part)))
