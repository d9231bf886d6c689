"""What an amendment says otherwise than a paragraph, to be read as one text: word by word, sign by sign in
Chinese.

By difflib and not diff-match-patch: its pieces keep the comma where it stands, and nothing more is installed.
`autojunk` is off: with it, from 200 signs on, the common ones are left out of the matching, and all that
stands behind an insertion is said to be new. What difflib leaves torn is put together by `_joined`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from os.path import commonprefix
from typing import TypeAlias

from unionhall.kernel.things.differing import MOST, WORDS

Run: TypeAlias = tuple[list[str], list[str]]  # words of the one, and of the other

SAME, NEW, GONE = "same", "new", "gone"
# A word that turns a sentence into its opposite.
TURNING = {
    *"不没沒未无無非勿莫别別免禁",
    *("not", "no", "never", "without", "nor", "none", "nobody", "nothing", "neither", "cannot", "unless"),
}
SHORT = 2  # what stays between two changes and holds no more than so many words is read with them


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text; `kind` is SAME, NEW or GONE. `turns`: it alone makes of a yes a no, or back."""

    kind: str
    text: str
    turns: bool = False


def difference(before: str, after: str) -> list[Piece]:
    """One text with what is gone and what is new: GONE and SAME are `before`, NEW and SAME are `after`."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    first = len(commonprefix([old, new]))
    last = len(commonprefix([old[first:][::-1], new[first:][::-1]]))
    head, tail = old[:first], old[len(old) - last :]
    changed = _runs(old[first : len(old) - last], new[first : len(new) - last])
    return [piece for run in ((head, head), *_joined(changed), (tail, tail)) for piece in _pieces(*run)]


def _runs(old: list[str], new: list[str]) -> list[Run]:
    """What of the one became what of the other; all at once where a reader would wait for it."""
    if len(old) * len(new) > MOST:
        return [(old, new)]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(old[a:b], new[c:d]) for _act, a, b, c, d in steps]


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Two changes with next to nothing between them as one, so that nobody reads confetti.

    What is left alone between is a word or two, and shorter than what is changed on either side.
    """
    kept: list[Run] = []
    for gone, new in runs:
        kept.append((gone, new))
        if len(kept) >= 3 and gone != new and _is_torn(*kept[-3:]):
            first, middle, last = kept[-3:]
            kept[-3:] = [(first[0] + middle[0] + last[0], first[1] + middle[1] + last[1])]
    yield from kept


def _is_torn(first: Run, middle: Run, last: Run) -> bool:
    if first[0] == first[1] or middle[0] != middle[1] or len(middle[0]) > SHORT:
        return False
    return all(min(map(_length, run)) > _length(middle[0]) for run in (first, last))


def _length(words: Iterable[str]) -> int:
    return sum(len(word) for word in words)


def _pieces(gone: list[str], new: list[str]) -> Iterator[Piece]:
    if gone == new:
        if gone:
            yield Piece(SAME, "".join(gone))
        return
    if gone:
        yield Piece(GONE, "".join(gone), _turns(gone) and not _turns(new))
    if new:
        yield Piece(NEW, "".join(new), _turns(new) and not _turns(gone))


def _turns(words: Iterable[str]) -> bool:
    """Whether nothing stands there but a word that turns the sentence, twice at the most."""
    said = [word.lower() for word in words if word.strip()]
    return 0 < len(said) <= 2 and all(word in TURNING for word in said)
