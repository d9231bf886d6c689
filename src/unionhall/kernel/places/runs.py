"""Where in an address a name may stand."""

from collections.abc import Container, Iterable, Mapping

from unionhall.kernel.places.addresses import Words, is_han

# After these a new name may begin in Chinese, which sets no space between names.
BEFORE_A_NAME = set("省市区县镇乡村街道路里师团连营场组州盟旗屯邻队号与址住在")
WARD = ("街", "道")
SEATS = set("省市区县州镇乡")
UNION = tuple("总工会")

Run = tuple[int, int]


def lengths_of(names: Iterable[Words]) -> dict[str, tuple[int, ...]]:
    """How many words the names have that begin with a word."""
    sizes: dict[str, set[int]] = {}
    for name in names:
        sizes.setdefault(name[0], set()).add(len(name))
    return {first: tuple(each) for first, each in sizes.items()}


def runs(words: Words, lengths: Mapping[str, tuple[int, ...]], names: Container[Words]) -> list[Run]:
    """Begins and ends of the names in an address, the longest first; none is the beginning of a ward's."""
    found = [
        (at, at + size)
        for at, word in enumerate(words)
        for size in lengths.get(word, ())
        if words[at : at + size] in names and not _is_ward(words, at + size)
    ]
    return sorted(found, key=lambda run: (run[0] - run[1], run[0]))


def begins_inside(words: Words, begin: int) -> bool:
    """Whether a Chinese word goes before that may belong to the name: 新海港街 is not 海港街."""
    before = words[begin - 1] if begin else ""
    return is_han(before) and is_han(words[begin]) and before not in BEFORE_A_NAME


def prefixes_of(name: Words) -> set[Words]:
    """How a place is named before a street in it: 河湾, for 河湾市 as for 河湾总工会."""
    ends = [at for at, word in enumerate(name) if word in SEATS or name[at : at + len(UNION)] == UNION]
    return {name[:at] for at in (*ends, len(name)) if at > 1}


def _is_ward(words: Words, end: int) -> bool:
    """ "海港街" is a street, "海港街道" the part of the town around it, and so is 人民路街道."""
    return WARD in (words[end - 1 : end + 1], words[end : end + 2])
