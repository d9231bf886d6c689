"""What the desk offers at the front door: found by the words people use, in every language at once."""

from collections import Counter
from collections.abc import Hashable
from time import monotonic

from django.urls import reverse

from unionhall.kernel.contract import Goal, Offer
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.catalogue.doors import offer_of
from unionhall.rooms.desk.catalogue.offered import find_offered, offered, shelf
from unionhall.rooms.desk.models import ServiceVersion

SAMPLE = 500  # of the latest requests
SHOWN_FROM = 10  # requests of the sample, so that a service seldom asked for tells nothing of anybody
FRESH = 600  # seconds
GENERAL = "something-else"
ABOUT_ONESELF = "my-data"

_popular: tuple[float, list[str]] | None = None


def mark() -> Hashable:
    """The shelf, which is another one after each change of the catalogue."""
    return shelf()


def goals() -> list[Goal]:
    """Every service that takes requests."""
    return [_goal(version) for version in offered()]


def most_asked(*, limit: int) -> list[Offer]:
    """Services asked for most among the latest requests, then the others in the catalogue's order."""
    popular = _by_popularity()
    order = {code: place for place, code in enumerate(popular)}
    versions = sorted(offered(), key=lambda version: order.get(version.service.code, len(order)))
    return [offer_of(version) for version in versions[:limit]]


def in_own_words() -> Offer | None:
    """Asking without choosing a service, unless the union took that out of its catalogue."""
    version = find_offered(GENERAL)
    return offer_of(version, reverse("desk:ask", args=[GENERAL])) if version else None


def about_oneself() -> Offer | None:
    """The service about one's own data."""
    version = find_offered(ABOUT_ONESELF)
    return offer_of(version) if version else None


def about_reading(pk: int) -> str:
    """Where somebody objects to one reading of their data."""
    return reverse("desk:object", args=[pk]) if find_offered(ABOUT_ONESELF) else ""


def _by_popularity() -> list[str]:
    global _popular  # noqa: PLW0603 - an order for all threads of the process
    if _popular is None or monotonic() - _popular[0] > FRESH:
        latest = Matter.objects.filter(room="desk").order_by("-opened_at").values_list("kind", flat=True)
        counted = Counter(latest[:SAMPLE]).most_common()
        _popular = (monotonic(), [code for code, times in counted if times >= SHOWN_FROM])
    return _popular[1]


def _goal(version: ServiceVersion) -> Goal:
    beside = (version.service.window.title, version.description)
    title, words, *others = ("\n".join(each.values()) for each in (version.title, version.keywords, *beside))
    return Goal(offer_of(version), title, words, "\n".join(others))
