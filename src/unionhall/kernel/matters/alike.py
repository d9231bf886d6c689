"""Which matters may be about the same thing: of one service and place, or in nearly the same words."""

from datetime import timedelta

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils import timezone

from unionhall.kernel.matters.models import Matter, Wording
from unionhall.kernel.matters.search import runs

LATELY = timedelta(days=90)
LOOKED_AT = 200
OFFERED = 5
READ = 1_000  # characters of a text that are compared
SHORTEST = 4  # letters of a word that says something
FEWEST, NEAR = 2, 0.4  # words that both have, as many and as a part of the shorter text


def alike(matter: Matter, among: "QuerySet[Matter]") -> list[Matter]:
    """The likeliest of them, of the same room and of the last three months, the most alike first."""
    others = among.filter(room=matter.room, opened_at__gte=timezone.now() - LATELY).exclude(pk=matter.pk)
    found = list(others.select_related("handler").order_by("-pk")[:LOOKED_AT])
    said = _said([matter, *found])
    likeness = {each.pk: _likeness(matter, each, said) for each in found}
    likely = [each for each in found if likeness[each.pk] >= NEAR]
    return sorted(likely, key=lambda each: -likeness[each.pk])[:OFFERED]


def _likeness(matter: Matter, other: Matter, said: dict[int, set[str]]) -> float:
    """One for the same service and place, and what part of the words of the shorter one both have."""
    is_same = (matter.kind, matter.place_path) == (other.kind, other.place_path)
    mine, theirs = said.get(matter.pk, set()), said.get(other.pk, set())
    common = len(mine & theirs)
    return is_same + (common / min(len(mine), len(theirs)) if common >= FEWEST else 0)


def _said(matters: list[Matter]) -> dict[int, set[str]]:
    """The words of each that search may find, as it cuts them."""
    found = Wording.objects.filter(matter__in=[each.pk for each in matters if not each.sealed])
    return {pk: _words(text) for pk, text in found.values_list("pk", Left("text", READ))}


def _words(text: str) -> set[str]:
    said = set[str]()
    for run, word in runs(text):
        said |= (
            {run[at : at + 2] for at in range(len(run) - 1)}
            if run
            else {word}
            if len(word) >= SHORTEST
            else set()
        )
    return said
