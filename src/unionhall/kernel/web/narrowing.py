"""Narrowing a list of matters by what somebody types: reference, words, service and place, never a name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Any

from django.db.models import Case, CharField, Max, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, ExtractYear, Greatest, Length, LPad, StrIndex
from django.db.models.lookups import GreaterThan

from unionhall.database.questions import ask
from unionhall.kernel.folding import without_accents
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.querysets import says
from unionhall.kernel.matters.search import query, unfinished
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.rooms import rooms
from unionhall.kernel.scripts import simple
from unionhall.kernel.web.rows import titles

LONGEST = 200
MOST_WORDS = 8
PART_OF_REFERENCE = re.compile(r"[A-Z]{0,3}-?\d[\d-]*|\d{3,12}")
FEWEST_DIGITS = 3


def narrowed(matters: QuerySet[Any], asked: str) -> QuerySet[Any]:
    """Those where each word that was typed stands somewhere; the words of sealed ones nobody finds."""
    words = asked.replace("\0", " ")[:LONGEST].split()[:MOST_WORDS]
    known = list(_kinds(matters)) if words else []
    for word in words:
        matters = matters.filter(
            _in_words(word) | _in_reference(word) | _at_place(word) | _of_kind(word, known)
        )
    return matters


def _plain(text: Any) -> str:
    return simple(without_accents(str(text)))


def _in_words(word: str) -> Q:
    wanted = query(unfinished(word) or word)
    return Q(says(wanted)) if wanted else Q(pk__in=())


def _in_reference(word: str) -> Q:
    """A part of it: digits alone are of its number, with a letter or a dash they are of the whole."""
    typed = unicodedata.normalize("NFKC", word).upper()
    if not PART_OF_REFERENCE.fullmatch(typed):
        return Q(pk__in=())
    if typed.isdigit():
        return _holds(_number(), typed) if len(typed) >= FEWEST_DIGITS else Q(pk__in=())
    return _holds(_reference(), typed)


def _holds(text: Any, part: str) -> Q:
    return Q(GreaterThan(StrIndex(text, Value(part)), 0))


def _number() -> LPad:
    digits = Cast("pk", CharField())
    return LPad(digits, Greatest(Value(6), Length(digits)), Value("0"))


def _reference() -> Concat:
    """As `references.compose` writes it."""
    letter = Case(*(When(room=each.label, then=Value(each.letter)) for each in rooms()), default=Value(""))
    year = Cast(ExtractYear("opened_at", tzinfo=UTC), CharField())
    return Concat(letter, Value("-"), year, Value("-"), _number())


def _at_place(word: str) -> Q:
    """At places of that name, and below them."""
    wanted, places = _plain(word), current_atlas().places
    if len(wanted) < 2 and wanted.isascii():
        return Q(pk__in=())
    named = tuple(
        path for path, each in places.items() if any(wanted in _plain(name) for name in each.name.values())
    )
    return Q(place_path__in=[path for path in places if path.startswith(named)]) if named else Q(pk__in=())


def _of_kind(word: str, known: Iterable[tuple[str, str, list[str]]]) -> Q:
    wanted, found = _plain(word), Q(pk__in=())
    for label, kind, called in known:
        if any(wanted in title for title in called):
            found |= Q(room=label, kind=kind)
    return found


def _kinds(matters: QuerySet[Any]) -> Iterator[tuple[str, str, list[str]]]:
    """The rooms and kinds among them with their titles, where all matters of a kind have the same."""
    newest = matters.order_by().values("room", "kind").annotate(newest=Max("pk")).values("newest")
    found = Matter.objects.filter(pk__in=newest)
    samples = {each.pk: each for each in found if procedure_of(each).detail.is_titled_by_kind()}
    for details in ask(*titles(list(samples.values()))) if samples else ():
        for detail in details:
            detail.matter = samples[detail.pk]
            yield detail.matter.room, detail.matter.kind, _in_all_languages(detail.title)


def _in_all_languages(title: Any) -> list[str]:
    return [_plain(words) for words in (title.values() if isinstance(title, dict) else [title])]
