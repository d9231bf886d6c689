"""What a hall offers, by the words it is found by in all languages at once.

What a thing is called tells more of it than what stands beside it. A word counts the more, the fewer things
go by it: whoever writes "my boss" tells less than who writes "pregnant".
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from math import log
from typing import NamedTuple, Self

from unionhall.kernel.contract import Goal
from unionhall.kernel.web.finding import cutting, pinyin
from unionhall.kernel.web.finding.question import Term, ask

TITLE, WORDS, BESIDE = 1.5, 1.5, 0.3  # what a token weighs by where it stands
FEW = 5  # that are shown where none has all the words
LENGTH = 0.05  # by how much a thing of many words is less what one of them means
SHARE = 0.3  # and by how much what has not all the words is less what was asked
UNKNOWN = 1.0  # what a word is worth that nothing goes by
ENOUGH = 0.3  # of what the best is worth, below which nothing is shown
Weights = dict[int, float]  # of a token, by the number of the goal


class Index:
    """The goals of a hall, by tokens."""

    def __init__(self, goals: Sequence[Goal]) -> None:
        self.goals = goals
        weights: dict[str, Weights] = defaultdict(dict)
        for at, goal in enumerate(goals):
            fields = (cutting.title(goal.title), cutting.called(goal.words), cutting.said(goal.beside))
            for tokens, weight in zip(fields, (TITLE, WORDS, BESIDE), strict=True):
                for token, share in tokens.items():
                    weights[token][at] = weights[token].get(at, 0) + weight * share
        self.weights = dict(weights)
        many = [len(cutting.said(goal.words)) for goal in goals]
        self.fit = [(1 + each) ** -LENGTH for each in many]

    def find(self, question: str) -> list[Goal]:
        """What has each word of the question, the best first; where nothing has, a few with most of them."""
        terms = [Weighed.of(term, self) for term in ask(question, self)]
        ranks: Weights = defaultdict(float)
        had: Weights = defaultdict(float)
        for term in terms:
            for at, weight in term.weights.items():
                ranks[at] += term.worth * weight
                had[at] += term.worth * min(1, weight) if term.needed else 0
        most = sum(term.worth for term in terms if term.needed)
        for at in ranks:
            ranks[at] *= self.fit[at] * ((had[at] / most) ** SHARE if most else 1)
        whole = {at for at in ranks if all(at in term.weights for term in terms if term.needed)}
        spelt = [term for term in terms if term.spelt]
        found = (
            at for at in ranks if not self.goals[at].only_whole or all(at in each.weights for each in spelt)
        )
        best = sorted(found, key=lambda at: -ranks[at])
        if best and best[0] in whole:
            return [self.goals[at] for at in best if at in whole]
        return [self.goals[at] for at in best[:FEW] if ranks[at] >= ENOUGH * ranks[best[0]]]

    @cached_property
    def words(self) -> dict[str, set[str]]:
        """Each word as it is spelt, by its first letter."""
        found = defaultdict(set)
        for word in cutting.EMPTY.union(*(cutting.words(goal.text) for goal in self.goals)):
            found[word[0]].add(word)
        return found

    @cached_property
    def read(self) -> dict[str, list[str]]:
        """Pairs of signs by the ways they are read."""
        found = defaultdict(list)
        for pair in self.weights:
            if len(pair) > 1 and not pair.isascii():
                for token in pinyin.tokens_of(pair):
                    found[token].append(pair)
        return found

    @cached_property
    def signs(self) -> dict[str, list[str]]:
        """The pairs that a sign stands in."""
        found = defaultdict(list)
        for token in self.weights:
            if not token.isascii():
                for sign in token:
                    found[sign].append(token)
        return found


class Weighed(NamedTuple):
    """The goals that have a term, each by the best way it may be meant, and what it is worth to have it."""

    weights: Weights
    worth: float
    needed: bool
    spelt: bool

    @classmethod
    def of(cls, term: Term, index: Index) -> Self:
        weights: Weights = {}
        goals: Weights = {}
        for token, likeness in term.ways.items():
            for at, weight in index.weights.get(token, {}).items():
                weights[at] = max(likeness * weight, weights.get(at, 0))
                goals[at] = max(weight, goals.get(at, 0))
        many = max(1, sum(min(1, weight) for weight in goals.values()))
        worth = log(1 + len(index.goals) / many) ** 2 if goals else UNKNOWN
        return cls(weights, worth, term.needed, term.spelt)
