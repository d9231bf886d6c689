"""What one can ask for in the hall, across all rooms: for the search and the front door.

A part of the hall declares its doors; what else it offers says its `offers` module.
"""

from collections.abc import Iterator
from itertools import islice

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Offer, Offers
from unionhall.kernel.rooms import Part, parts

LONGEST_QUERY = 200
PRIVACY = "GDPR PIPL data protection"


def find(text: str, *, limit: int = 20) -> list[Offer]:
    """What answers to these words, the rooms in their order, each with its best first."""
    asked = text.replace("\0", " ")[:LONGEST_QUERY].strip()
    found = (offer for part in parts() for offer in _offered(part, asked, limit)) if asked else ()
    return list(islice(found, limit))


def _offered(part: Part, asked: str, limit: int) -> Iterator[Offer]:
    if offers := Offers.of(part):
        yield from offers.find(asked, limit=limit)
    for door in part.doors:
        if _fits(asked.casefold(), f"{door.words} {door.title}".casefold()):
            within = "" if str(door.title) == str(part.title) else part.title
            yield Offer(door.title, door.summary, reverse(f"{part.label}:{door.page}"), within)


def _fits(asked: str, known: str) -> bool:
    """All words are known, or a Chinese one stands inside what was typed without blanks."""
    inside = (word in asked for word in known.split() if not word.isascii())
    return all(word in known for word in asked.split()) or any(inside)


def most_asked(*, limit: int = 6) -> list[Offer]:
    """What people ask for most, at the front door."""
    found = [offer for each in _offering() for offer in each.most_asked(limit=limit)]
    return found[:limit]


def without_account() -> list[Offer]:
    """What somebody without an account can do here, for the sign-in."""
    doors = ((part, door) for part in parts() for door in part.doors if door.without_account)
    found = [Offer(door.title, door.summary, reverse(f"{part.label}:{door.page}")) for part, door in doors]
    back = Offer(
        _("Come back with your receipt"), _("See where it stands, and add to it."), reverse("receipt")
    )
    return [*found, back]


def in_own_words() -> Offer | None:
    """Asking without choosing anything, if some room takes that."""
    found = (each.in_own_words() for each in _offering())
    return next((offer for offer in found if offer), None)


def about_privacy() -> Offer | None:
    """Where to object, to have something put right or erased: the service for it, or one's own words."""
    return next(iter(find(PRIVACY, limit=1)), None) or in_own_words()


def about_reading(pk: int) -> str:
    """Where somebody objects to one line of the log of readings; empty where no room takes that."""
    found = (each.about_reading(pk) for each in _offering())
    return next((url for url in found if url), "")


def _offering() -> Iterator[Offers]:
    return (offers for part in parts() if (offers := Offers.of(part)))
