"""What one can ask for in the hall, across all rooms: for the search and the front door.

A part of the hall declares its doors; what else it offers says its `offers` module.
What was asked is kept nowhere.
"""

from collections.abc import Hashable, Iterator
from itertools import islice
from typing import NamedTuple

from unionhall.kernel.contract import Offer, Offers
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import parts
from unionhall.kernel.web.finding import Index, doors

LONGEST_QUERY = 200
MOST = 20  # that are shown


class Offered(NamedTuple):
    """All that is offered, as it was under a mark."""

    mark: Hashable
    goals: Index
    in_own_words: Offer | None


_kept: Offered | None = None


def search(text: str, person: Person | None) -> tuple[list[Offer], Offer | None]:
    """What answers to these words, the best first, from all over the hall; and asking without choosing."""
    kept, asked = _offered(), text.replace("\0", " ")[:LONGEST_QUERY].strip()
    found = kept.goals.find(asked) if asked else []
    shown = (goal.offer for goal in found if not goal.roles or _holds(goal.roles, person))
    return list(islice(shown, MOST)), kept.in_own_words


def find(text: str) -> list[Offer]:
    """What anybody finds by these words."""
    return search(text, None)[0]


def _offered() -> Offered:
    """Made when somebody searches, and again after something was changed."""
    global _kept  # noqa: PLW0603 - one index for all threads of the process
    offering = {part.label: offers for part in parts() if (offers := Offers.of(part))}
    mark = tuple((label, offers.mark()) for label, offers in offering.items())
    kept = _kept
    if kept is None or kept.mark != mark:
        goals = [goal for offers in offering.values() for goal in offers.goals()]
        kept = _kept = Offered(mark, Index([*goals, *doors.goals()]), in_own_words())
    return kept


def most_asked(*, limit: int = 6) -> list[Offer]:
    """What people ask for most, at the front door."""
    found = [offer for each in _offering() for offer in each.most_asked(limit=limit)]
    return found[:limit]


def without_account() -> list[Offer]:
    """What somebody without an account can do here, for the sign-in."""
    open_ones = ((part, door) for part in parts() for door in part.doors if door.without_account)
    found = [doors.offer(door, part) for part, door in open_ones]
    return [*found, doors.offer(doors.RECEIPT)]


def in_own_words() -> Offer | None:
    """Asking without choosing anything, if some room takes that."""
    found = (each.in_own_words() for each in _offering())
    return next((offer for offer in found if offer), None)


def about_privacy() -> Offer | None:
    """Where to object, to have something put right or erased: the service for it, or one's own words."""
    found = (each.about_oneself() for each in _offering())
    return next((offer for offer in found if offer), None) or in_own_words()


def about_reading(pk: int) -> str:
    """Where somebody objects to one line of the log of readings; empty where no room takes that."""
    found = (each.about_reading(pk) for each in _offering())
    return next((url for url in found if url), "")


def about_name() -> str:
    """Where somebody asks to have their name put right; empty where no room takes that."""
    return next((url for each in _offering() if (url := each.about_name())), "")


def proposing_at(person: Person, place: Place) -> str:
    """Where the person can propose somebody to answer at a place; empty where they may not."""
    return next((url for each in _offering() if (url := each.proposing_at(person, place))), "")


def _holds(roles: tuple[str, ...], person: Person | None) -> bool:
    return person is not None and any(office.role in roles for office in person.current_offices)


def _offering() -> Iterator[Offers]:
    return (offers for part in parts() if (offers := Offers.of(part)))
