"""What each trustee contributes to the result, and how it is combined."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from unionhall.instruments.ballot.belenios import canonical, hashing, numbers, proofs
from unionhall.instruments.ballot.belenios.elections import Election
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.numbers import Draw
from unionhall.instruments.ballot.belenios.proofs import Proof
from unionhall.instruments.ballot.belenios.tally import Tally
from unionhall.instruments.ballot.belenios.trustees import Pedersen, Single, Trustees, keys

Factors = tuple[tuple[int, ...], ...]


class Partial(NamedTuple):
    """A checked contribution: `owner` counts from 1 over all keys, `factors` are alpha^secret."""

    owner: int
    factors: Factors


def decrypt(election: Election, tally: Tally, secret: int, draw: Draw = numbers.draw) -> bytes:
    """One trustee's partial decryption with its proofs (specification 2.0, "Partial decryption")."""
    group = election.group
    prefix = _prefix(election, group.exp(secret))
    factors, shown = [], []
    for choices in tally:
        row = [group.power(cipher.alpha, secret) for cipher in choices]
        factors.append([str(factor) for factor in row])
        shown.append([_prove(group, secret, cipher.alpha, prefix, draw).shown() for cipher in choices])
    return canonical.write({"decryption_factors": factors, "decryption_proofs": shown})


def write(owner: int, raw: bytes) -> tuple[bytes, bytes]:
    """The two records of data of the event PartialDecryption."""
    return raw, canonical.write({"owner": owner, "payload": hashing.digest(raw)})


def read_owner(payload: bytes, raw: bytes, trustees: Trustees) -> int:
    """Whose contribution it is said to be, from 1; Invalid `decryption` for nobody's or other content."""
    owner, named = canonical.fields(canonical.read(payload), "owner", "payload")
    if named != hashing.digest(raw):
        raise Invalid("decryption", "the partial decryption is not the one that its event names")
    if type(owner) is not int or not 1 <= owner <= len(keys(trustees)):
        raise Invalid("decryption", "the partial decryption belongs to no trustee")
    return owner


def check(raw: bytes, owner: int, election: Election, trustees: Trustees, tally: Tally) -> Partial:
    """One contribution as it arrives: that it was made with the secret of this owner's key.

    Invalid `decryption` for another shape or a wrong proof, `subgroup` for a factor outside the group.
    """
    group, key = election.group, keys(trustees)[owner - 1].public_key
    factors, shown = canonical.fields(canonical.read(raw), "decryption_factors", "decryption_proofs")
    shape = [len(choices) for choices in tally]
    if _shape(factors) != shape or _shape(shown) != shape:
        raise Invalid("decryption", "the partial decryption has another shape than the tally")
    prefix = _prefix(election, key)
    found = tuple(tuple(group.member(text, "a decryption factor") for text in row) for row in factors)
    for row, choices, factor_row in zip(shown, tally, found, strict=True):
        for value, cipher, factor in zip(row, choices, factor_row, strict=True):
            if not _holds(group, key, cipher.alpha, factor, prefix, proofs.read(value, group)):
                raise Invalid("decryption", f"the partial decryption of trustee {owner} is wrong")
    return Partial(owner, found)


def combine(partials: Mapping[int, Factors], trustees: Trustees, group: Group) -> Factors:
    """The factors of the whole key, from those of each owner; Invalid `decryption` if too few are there.

    Single trustees are all needed; of several with a threshold t the first t that are there are
    interpolated at 0 (specification 2.0, "Election result").
    """
    rows: list[tuple[Factors, int]] = []
    start = 1
    for trustee in trustees:
        if isinstance(trustee, Single):
            rows += [(factors, 1) for factors in _needed(partials, [start], 1)]
            start += 1
        else:
            rows += _interpolated(partials, trustee, start, group)
            start += len(trustee.keys)
    first = rows[0][0]
    return tuple(
        tuple(_combined(rows, question, choice, group) for choice in range(len(choices)))
        for question, choices in enumerate(first)
    )


def is_enough(owners: set[int], trustees: Trustees) -> bool:
    """Whether the contributions of these owners suffice for a result."""
    start = 1
    for trustee in trustees:
        size, needed = (1, 1) if isinstance(trustee, Single) else (len(trustee.keys), trustee.threshold)
        if len(owners.intersection(range(start, start + size))) < needed:
            return False
        start += size
    return True


def _interpolated(
    partials: Mapping[int, Factors], trustee: Pedersen, start: int, group: Group
) -> list[tuple[Factors, int]]:
    owners = range(start, start + len(trustee.keys))
    present = [owner for owner in owners if owner in partials][: trustee.threshold]
    found = _needed(partials, present, trustee.threshold)
    indexes = [owner - start + 1 for owner in present]
    return [
        (factors, lagrange(index, indexes, group.order))
        for factors, index in zip(found, indexes, strict=True)
    ]


def lagrange(index: int, indexes: list[int], order: int) -> int:
    """By what the value of a polynomial at `index` enters its value at 0, given those at all `indexes`."""
    found = numbers.whole(1)
    for other in indexes:
        if other != index:
            found = found * other * numbers.inverse(other - index, order) % order
    return found


def _needed(partials: Mapping[int, Factors], owners: list[int], number: int) -> list[Factors]:
    if len(owners) < number or any(owner not in partials for owner in owners):
        raise Invalid("decryption", "the contribution of a trustee who is needed is missing")
    return [partials[owner] for owner in owners]


def _combined(rows: list[tuple[Factors, int]], question: int, choice: int, group: Group) -> int:
    found = 1
    for factors, exponent in rows:
        found = found * group.power(factors[question][choice], exponent) % group.modulus
    return numbers.whole(found)


def _prefix(election: Election, key: int) -> str:
    return f"decrypt|{election.fingerprint}|{key}|"


def _prove(group: Group, secret: int, alpha: int, prefix: str, draw: Draw) -> Proof:
    random = draw(group.order)
    hashed = hashing.challenge(group, prefix, [group.exp(random), group.power(alpha, random)])
    return Proof(hashed, (random - secret * hashed) % group.order)


def _holds(group: Group, key: int, alpha: int, factor: int, prefix: str, proof: Proof) -> bool:
    first = group.exp(proof.response) * group.power(key, proof.challenge) % group.modulus
    second = group.power(alpha, proof.response) * group.power(factor, proof.challenge) % group.modulus
    return hashing.challenge(group, prefix, [first, second]) == proof.challenge


def _shape(rows: Any) -> list[int]:
    return [len(canonical.items(row, "a row of it")) for row in canonical.items(rows, "a partial decryption")]
