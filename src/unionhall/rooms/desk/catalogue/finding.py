"""Finding what somebody asks for by the words they say it with: single words, or a whole sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from unionhall.kernel.matters.search import runs
from unionhall.kernel.scripts import simple
from unionhall.rooms.desk.models import ServiceVersion

SHORTEST = 3  # letters of a word that may be another form of a longer one
ENDING = 2  # letters by which forms of a word differ: lamp and lamps, fire and fired
# What stands in every sentence and tells nothing of what it is about.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "about all also am an and any are aren as at be been before but by can could did"
        " didn do does doesn don for from get got had has have he her here him his how if"
        " in into is it its just like ll make me more my no not now of on or our out re"
        " she should since so some somebody something still than that the their them then"
        " there they this to too up us ve very want was we were what when where which who"
        " why will with would you your"
        " 没有 我们 我的 什么 怎么 一个 可以 现在 因为 他们 有人 已经",
    )
)


@dataclass(frozen=True, slots=True)
class Findable:
    """The words a service is found by, in all languages at once: of title and keywords, and all there are."""

    near: frozenset[str]
    all: frozenset[str]


def findable(version: ServiceVersion) -> Findable:
    first = [*version.title.values(), *version.keywords.values(), *version.service.window.title.values()]
    near = words("\n".join(first))
    return Findable(near, near | words("\n".join(version.description.values())))


def words(text: str) -> frozenset[str]:
    """The words of a text that mean something; of Chinese in either script, each pair of neighbours."""
    cut = runs(text)
    found = (part for paired, word in cut for part in (_pairs(simple(paired)) if paired else [word]))
    return frozenset(word for word in found if word not in EMPTY and (len(word) > 1 or not word.isascii()))


def best(texts: Mapping[int, Findable], question: str, *, few: int) -> list[int]:
    """Primary keys of what has each word of the question; where nothing has, of a few with most of them.

    A word counts the more the fewer services go by it.
    """
    asked = words(question)
    near = {word: {key for key, each in texts.items() if _has(each.near, word)} for word in asked}
    ranks = {key: sum(1 / len(near[word]) for word in asked if key in near[word]) for key in texts}
    best_first = sorted(texts, key=lambda key: -ranks[key])
    if exact := [key for key in best_first if asked and all(_has(texts[key].all, word) for word in asked)]:
        return exact
    return [key for key in best_first if ranks[key]][:few]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _has(known: frozenset[str], word: str) -> bool:
    """Whether a word is among them, in this form or a similar one; a single Chinese sign in any pair."""
    if word in known:
        return True
    if not word.isascii():
        return len(word) == 1 and any(word in each for each in known)
    return any(_is_form(word, each) for each in known)


def _is_form(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST and len(long) - len(short) <= ENDING and long.startswith(short)
