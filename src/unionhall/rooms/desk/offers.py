"""What the desk offers at the front door: found by the words people use, in every language at once."""

from collections import Counter
from time import monotonic

from django.urls import reverse

from unionhall.kernel.contract import Offer
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.catalogue.doors import offer_of
from unionhall.rooms.desk.catalogue.finding import best
from unionhall.rooms.desk.catalogue.offered import find_offered, offered, shelf

SAMPLE = 500  # of the latest requests
SHOWN_FROM = 10  # requests of the sample, so that a service seldom asked for tells nothing of anybody
FRESH = 600  # seconds
FEW = 5  # that are shown where none has all the words
GENERAL = "something-else"
ABOUT_ONESELF = "my-data"

_popular: tuple[float, list[str]] | None = None


def find(text: str, *, limit: int) -> list[Offer]:
    """Services that go by these words, the best first."""
    kept = shelf()
    versions = {version.pk: version for version in kept.versions}
    return [offer_of(versions[key]) for key in best(kept.texts, text, few=FEW)[:limit]]


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
