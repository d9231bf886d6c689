"""What somebody asked, as terms: each a word or two signs, with the ways it may be meant."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from typing import Any, Protocol

from unionhall.kernel.matters.search import runs
from unionhall.kernel.scripts import simple
from unionhall.kernel.web.finding import cutting, pinyin, spelling

MOST = 40  # terms of one question
SLIP = 0.7  # how much a misspelt word counts
HINT = 0.3  # how much a sign counts of whose pairs the hall knows none
ALONE = 0.6  # and a single sign, for the pairs that it stands in


@dataclass(frozen=True, slots=True)
class Term:
    """The tokens that it may mean, with how likely that is.

    Attributes:
        needed: without it the question is not answered; what is not only adds to its neighbours.
        spelt: it is a word of its own, as writing with blanks has them.
    """

    ways: Mapping[str, float]
    needed: bool = True
    spelt: bool = False


class Known(Protocol):
    """What a hall knows, see `Index`."""

    weights: dict[str, Any]

    @property
    def words(self) -> Mapping[str, set[str]]: ...

    @property
    def read(self) -> Mapping[str, Sequence[str]]: ...

    @property
    def signs(self) -> Mapping[str, Sequence[str]]: ...


def ask(question: str, known: Known) -> list[Term]:
    """The terms of a question; none where it says nothing."""
    return list(islice(_terms(question, known), MOST))


def _terms(question: str, known: Known) -> Iterator[Term]:
    for is_latin, cut in groupby(runs(question), lambda run: bool(run[1])):
        if is_latin:
            yield from _by_letters([word for _run, word in cut], known)
        else:
            for run, _word in cut:
                yield from _by_signs(simple(run), known)


def _by_signs(run: str, known: Known) -> Iterator[Term]:
    """Chinese, also as it would be written everywhere."""
    if len(run) == 1:
        yield Term(dict.fromkeys(known.signs.get(run, ()), ALONE) | {run: 1})
        return
    said = dict.fromkeys(cutting.pairs(run))
    meant = dict.fromkeys(cutting.pairs(cutting.standard(run)))
    for pair in said | meant:
        if not cutting.is_holding(pair):
            yield Term({pair: 1}, needed=pair in meant)
    found = {sign for pair in said | meant if pair in known.weights for sign in pair}
    for sign in dict.fromkeys(run):
        if sign in known.weights:
            yield Term({sign: 1}, needed=False)
        elif sign not in found and not cutting.is_holding(sign):
            yield Term(dict.fromkeys(known.signs.get(sign, ()), HINT))


def _by_letters(words: Sequence[str], known: Known) -> Iterator[Term]:
    """Words of other scripts, and Chinese by its sound where they are not all words that the hall knows."""
    if all(_is_known(word, known) for word in words):
        yield from _by_words(words, known)
        return
    for is_read, group in groupby(words, pinyin.is_read):
        run = list(group)
        yield from (_by_sounds(run, known) if is_read else []) or _by_words(run, known)


def _by_sounds(words: Sequence[str], known: Known) -> list[Term]:
    """The pairs of sounds that the hall knows."""
    if all(_is_known(word, known) for word in words):
        return []
    pairs = (known.read.get(token) for token in pinyin.tokens("".join(words)))
    return [Term(dict.fromkeys(each, 1)) for each in pairs if each]


def _by_words(words: Sequence[str], known: Known) -> Iterator[Term]:
    """Each word that tells something, and beside it what it makes together with the next."""
    said = [word for word in words if word not in cutting.EMPTY and (len(word) > 1 or not word.isascii())]
    for word in dict.fromkeys(said):
        yield from _meant(word, known)
    for one, other in pairwise(said):
        together = (cutting.beside(cutting.stem(one), cutting.stem(other)), cutting.stem(one + other))
        if ways := {token: 1.0 for token in together if token in known.weights}:
            yield Term(ways, needed=False)


def _meant(word: str, known: Known) -> Iterator[Term]:
    """The word itself if the hall knows it, else what it may have been meant as."""
    stem = cutting.stem(word)
    if stem in known.weights:
        yield Term({stem: 1}, spelt=True)
        return
    alike = known.words.get(word[0], set())
    if halves := spelling.halves(word, known.weights):
        yield from (Term({half: 1}, spelt=True) for half in halves)
        return
    meant = spelling.forms(stem, alike - cutting.EMPTY) or spelling.nearest(word, alike)
    if not any(each in cutting.EMPTY for each in meant):
        yield Term({cutting.stem(each): SLIP for each in meant}, spelt=True)


def _is_known(word: str, known: Known) -> bool:
    return word in cutting.EMPTY or cutting.stem(word) in known.weights
