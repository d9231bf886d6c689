"""What the desk offers at the front door: found by the words people use, in every language at once."""

from collections import Counter
from collections.abc import Callable
from time import monotonic

from django.urls import reverse

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.rooms import room
from unionhall.kernel.web.offers import Offer
from unionhall.rooms.desk.catalogue.offered import Findable, Shelf, folded, offered, shelf
from unionhall.rooms.desk.models import ServiceVersion

SAMPLE = 500  # of the latest requests
SHOWN_FROM = 10  # requests of the sample, so that a service seldom asked for tells nothing of anybody
FRESH = 600  # seconds
FEW = 5  # that are shown for a whole sentence
LONG_ENOUGH = 4  # letters of a word that means something
GENERAL = "something-else"

_popular: tuple[float, list[str]] | None = None


def find(text: str, *, limit: int) -> list[Offer]:
    """Services in which each word stands somewhere; those with all of them in title or keywords first.

    Where there are none, as for a whole sentence, those that have the most of its words.
    """
    kept, asked = shelf(), folded(text)
    found = _ranked(kept, lambda texts: _has_all(texts, asked.split()))
    found = found or _ranked(kept, lambda texts: _in_common(texts, asked))[:FEW]
    return [offer(version) for version in found[:limit]]


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


def _ranked(kept: Shelf, rank: Callable[[Findable], int]) -> list[ServiceVersion]:
    """Those with any rank, the highest first."""
    ranks = {version: rank(kept.texts[version.pk]) for version in kept.versions}
    return sorted((each for each in ranks if ranks[each]), key=lambda each: -ranks[each])


def _has_all(texts: Findable, words: list[str]) -> int:
    """0 where a word is missing, 2 where all are in the title or keywords, else 1."""
    if not words or not all(word in texts.near or word in texts.far for word in words):
        return 0
    return 2 if all(word in texts.near for word in words) else 1


def _in_common(texts: Findable, asked: str) -> int:
    """How many words the question has in common; Chinese ones wherever they stand in it."""
    latin = {word for word in asked.split() if word.isascii() and len(word) >= LONG_ENOUGH}
    chinese = (word for word in texts.words if not word.isascii() and len(word) > 1 and word in asked)
    return len(latin & texts.words) + sum(1 for _word in chinese)


def _by_popularity() -> list[str]:
    global _popular  # noqa: PLW0603 - an order for all threads of the process
    if _popular is None or monotonic() - _popular[0] > FRESH:
        latest = Matter.objects.filter(room="desk").order_by("-opened_at").values_list("kind", flat=True)
        counted = Counter(latest[:SAMPLE]).most_common()
        _popular = (monotonic(), [code for code, times in counted if times >= SHOWN_FROM])
    return _popular[1]
