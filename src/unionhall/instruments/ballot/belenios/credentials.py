"""Credentials: the secret that lets one person vote once, and the public list of all of them."""

from collections.abc import Mapping
from hashlib import pbkdf2_hmac
from typing import Any

from unionhall.instruments.ballot.belenios import buckets, canonical, numbers
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.numbers import Draw

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 14
CHECK = 53
ROUNDS = 1000


def generate(draw: Draw = numbers.draw) -> str:
    """A new private credential, `xxx-xxx-xxx-xxx-xxx`: 14 characters of base 58 and one that checks them.

    Belenios specification 2.0, "Credentials".
    """
    random = "".join(ALPHABET[int(draw(len(ALPHABET)))] for _ in range(LENGTH))
    whole = random + ALPHABET[CHECK - _value(random) % CHECK]
    return "-".join(whole[start : start + 3] for start in range(0, LENGTH + 1, 3))


def is_credential(text: str) -> bool:
    """Whether a private credential is written as one and its last character fits; it finds most slips."""
    groups = text.split("-")
    characters = "".join(groups)
    if [len(group) for group in groups] != [3] * 5 or not set(characters) <= set(ALPHABET):
        return False
    return (_value(characters[:-1]) + ALPHABET.index(characters[-1])) % CHECK == 0


def secret(credential: str, uuid: str, group: Group) -> int:
    """The secret exponent of a private credential (with its dashes) in one election."""
    derived = pbkdf2_hmac("sha256", credential.encode(), uuid.encode(), ROUNDS, 32)
    return numbers.whole(int.from_bytes(derived, "big")) % group.order


def public(credential: str, uuid: str, group: Group) -> int:
    """The public credential: the generator raised to the secret."""
    return group.exp(secret(credential, uuid, group))


def write(weights: Mapping[int, int | None]) -> bytes:
    """The public list of credentials and their weights, None where all weigh the same.

    It is sorted by number, which hides the order of the voters.
    """
    return canonical.write(
        [str(key) if weights[key] is None else f"{key},{weights[key]}" for key in sorted(weights)]
    )


def read(raw: bytes, group: Group) -> dict[str, int]:
    """The weight of each public credential, by its decimal; 1 where the list has none.

    Also read is a third part, the voter's name, that `belenios-tool` writes when a list of voters has
    weights. Invalid `credential-list` for one that stands twice, out of order or is 1, `number` for other
    spellings, `subgroup` for one outside the group.
    """
    lines = [_line(line) for line in canonical.items(canonical.read(raw), "the list of credentials")]
    keys = [group.element(text) for text, _weight in lines]
    if any(key == 1 for key in keys):
        raise Invalid("credential-list", "a credential is 1")
    if any(first >= second for first, second in zip(keys, keys[1:], strict=False)):
        raise Invalid("credential-list", "a credential stands twice or out of order")
    if (index := buckets.outsider(group, keys)) is not None:
        raise Invalid("subgroup", f"credential {index + 1} of the list is outside the group")
    return dict(lines)


def _line(value: Any) -> tuple[str, int]:
    text, *more = canonical.text(value, "a public credential").split(",", 2)
    if not more or (more[0] == "" and len(more) == 2):
        return text, 1
    weight = numbers.read(more[0], str(10**18))
    if weight == 0:
        raise Invalid("credential-list", "a credential weighs nothing")
    return text, int(weight)


def _value(characters: str) -> int:
    found = 0
    for character in characters:
        found = found * len(ALPHABET) + ALPHABET.index(character)
    return found
