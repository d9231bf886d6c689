"""What the desk offers at the front door: found by the words people use, in every language at once."""

from collections import Counter
from time import monotonic

from django.urls import reverse

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.rooms import room
from unionhall.kernel.web.offers import Offer
from unionhall.rooms.desk.catalogue.offered import Shelf, folded, offered, shelf
from unionhall.rooms.desk.models import ServiceVersion

SAMPLE = 500  # of the latest requests
SHOWN_FROM = 10  # requests of the sample, so that a service seldom asked for tells nothing of anybody
FRESH = 600  # seconds
GENERAL = "something-else"

_popular: tuple[float, list[str]] | None = None


def find(text: str, *, limit: int) -> list[Offer]:
    """Services in which each word stands somewhere; those with all of them in title or keywords first."""
    words = folded(text).split()
    kept = shelf()
    ranked = [(_rank(kept, version, words), version) for version in kept.versions]
    found = sorted((each for each in ranked if each[0]), key=lambda each: each[0], reverse=True)
    return [offer(version) for _score, version in found[:limit]]


def most_asked(*, limit: int) -> list[Offer]:
    """Services asked for most among the latest requests, then the others in the catalogue's order."""
    popular = _by_popularity()
    order = {code: place for place, code in enumerate(popular)}
    versions = sorted(offered(), key=lambda version: order.get(version.service.code, len(order)))
    return [offer(version) for version in versions[:limit]]


def in_own_words() -> str:
    """Where one asks without choosing a service, or "" where the union took that out of its catalogue."""
    is_offered = any(version.service.code == GENERAL for version in offered())
    return reverse("desk:ask", args=[GENERAL]) if is_offered else ""


def offer(version: ServiceVersion) -> Offer:
    url = reverse("desk:service", args=[version.service.code])
    return Offer(version.title, version.description, url, room("desk").title)


def _rank(kept: Shelf, version: ServiceVersion, words: list[str]) -> int:
    """0 where a word is missing, 2 where all are in the title or keywords, else 1."""
    near, far = kept.texts[version.pk]
    if not words or not all(word in near or word in far for word in words):
        return 0
    return 2 if all(word in near for word in words) else 1


def _by_popularity() -> list[str]:
    global _popular  # noqa: PLW0603 - an order for all threads of the process
    if _popular is None or monotonic() - _popular[0] > FRESH:
        latest = Matter.objects.filter(room="desk").order_by("-opened_at").values_list("kind", flat=True)
        counted = Counter(latest[:SAMPLE]).most_common()
        _popular = (monotonic(), [code for code, times in counted if times >= SHOWN_FROM])
    return _popular[1]
