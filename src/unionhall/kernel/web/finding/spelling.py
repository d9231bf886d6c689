"""Words that were typed with a slip: wagse, harrasment, streetlight."""

from collections.abc import Collection, Iterable

SHORTEST = 3  # letters of each part of two words that were typed as one
SHORT = 4  # letters of a word in which two may change places or one be missing, but none be another
FORM, ENDING = 5, 3  # letters of a word that has forms, and by how many they may differ
LONG = 8  # letters from which two slips are allowed


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that a slip may have made this of, of a long word also two; the nearest alone."""
    most = 0 if len(word) < SHORT else 2 if len(word) >= LONG else 1
    alike = (each for each in known if _is_alike(word, each, most)) if most else ()
    slips = {each: distance(word, each) for each in alike}
    least = min(slips.values(), default=most + 1)
    return [each for each, number in slips.items() if number == least <= most]


def forms(word: str, known: Iterable[str]) -> list[str]:
    """Known words with another ending: retire and retirement."""
    if len(word) < FORM:
        return []
    same = (each for each in known if len(each) >= FORM and (each.startswith(word) or word.startswith(each)))
    return [each for each in same if abs(len(each) - len(word)) <= ENDING]


def halves(word: str, known: Collection[str]) -> tuple[str, str] | None:
    """The two known words that were typed without the blank between them."""
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    return next(((word[:at], word[at:]) for at in cuts if word[:at] in known and word[at:] in known), None)


def distance(one: str, other: str) -> int:
    """How many slips lie between two words: a letter more, less or another, or two that changed places."""
    above, row = [0], list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        above, last, row = row, above, [at]
        for to, sign in enumerate(other, 1):
            slips = min(above[to] + 1, row[-1] + 1, above[to - 1] + (letter != sign))
            if at > 1 and to > 1 and letter == other[to - 2] and sign == one[at - 2]:
                slips = min(slips, last[to - 2] + 1)
            row.append(slips)
    return row[-1]


def _is_alike(word: str, other: str, most: int) -> bool:
    """What can be told without counting: the length, the letters, and that short words have few that fit."""
    if abs(len(word) - len(other)) > most or len(set(word) ^ set(other)) > 2 * most:
        return False
    return len(word) > SHORT or len(word) != len(other) or sorted(word) == sorted(other)
