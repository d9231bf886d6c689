"""Who may vote, as numbers: registered by each voter's browser, or given in by an authority."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from unionhall.instruments.ballot import refusals
from unionhall.instruments.ballot.belenios import credentials
from unionhall.instruments.ballot.belenios.errors import Refused
from unionhall.instruments.ballot.models import Election, Listed, Registration
from unionhall.instruments.ballot.procedure import box, log, who
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed

WIDTH = 256  # bytes of a number below p


class Line(NamedTuple):
    """A public credential and its weight."""

    number: int
    weight: int


def register(election: Election, *, person: Person, decimal: str) -> None:
    """Keep the public credential of a voter's browser until the vote opens; a new one replaces it."""
    with log.locked(election) as found:
        if found.mode != Election.Mode.CONVENIENT or found.stage != Election.Stage.CALLED:
            raise refusals.NotOpen
        if not who.is_eligible(person, found):
            raise refusals.NotOnTheRoll
        number = _member(decimal)
        if found.registrations.filter(number=number).exclude(person=person).exists():
            raise refusals.NotAsAgreed
        Registration.objects.update_or_create(election=found, person=person, defaults={"number": number})


def give_in(election: Election, text: str, *, actor: Person, at: datetime | None = None) -> int:
    """Take the authority's sorted public list, as `credentials.read` has it; how many may vote by it.

    A second list replaces the first, as long as the vote is not open.
    """
    with log.locked(election) as found:
        if who.keeps(actor, found) is None:
            raise NotAllowed
        if found.mode != Election.Mode.STRICT or found.stage != Election.Stage.CALLED:
            raise refusals.NotOpen
        lines = _read(text)
        found.listed.all().delete()
        keep(found, lines)
        log.write(found, "credentials", actor=actor, at=at, voters=len(lines))
        return len(lines)


def keep(election: Election, lines: list[Line]) -> None:
    """Write the list, ascending, so that its order says nothing."""
    Listed.objects.bulk_create(
        (
            Listed(
                election=election,
                digest=sha256(str(line.number).encode()).hexdigest(),
                number=line.number.to_bytes(WIDTH, "big"),
                weight=line.weight,
            )
            for line in sorted(lines)
        ),
        batch_size=500,
    )


def public_list(election: Election) -> bytes:
    """The list as the archive has it."""
    rows = list(election.listed.order_by("number").values_list("number", "weight"))
    are_weighted = any(weight != 1 for _number, weight in rows)
    return credentials.write(
        {int.from_bytes(number, "big"): weight if are_weighted else None for number, weight in rows}
    )


def registered(election: Election) -> list[Line]:
    """What the browsers of those registered who may vote still."""
    kept = election.registrations.filter(person__in=who.eligible(election))
    found = [Line(int.from_bytes(number, "big"), 1) for number in kept.values_list("number", flat=True)]
    secrets.SystemRandom().shuffle(found)
    return found


def _member(decimal: str) -> bytes:
    try:
        number = box.GROUP.member(decimal, "a credential")
    except Refused as fault:
        raise refusals.NotAsAgreed from fault
    if number == 1:
        raise refusals.NotAsAgreed
    return int(number).to_bytes(WIDTH, "big")


def _read(text: str) -> list[Line]:
    try:
        found = credentials.read(text.encode(), box.GROUP)
    except (Refused, UnicodeError) as fault:
        raise refusals.NotAsAgreed from fault
    if not found:
        raise refusals.NotAsAgreed
    return [Line(int(decimal), weight) for decimal, weight in found.items()]
