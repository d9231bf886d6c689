"""The ballot box: an election's archive in the database, which only grows, under the lock of its election."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from unionhall.instruments.ballot.belenios import archive, commitments, elections, events, trustees
from unionhall.instruments.ballot.belenios.elections import Election as Protocol
from unionhall.instruments.ballot.belenios.events import Head
from unionhall.instruments.ballot.belenios.groups import named
from unionhall.instruments.ballot.belenios.trustees import Trustees
from unionhall.instruments.ballot.models import Election, Event, Listed, Waiting

GROUP = named("BELENIOS-2048")
CHUNK = 200


@dataclass(frozen=True)
class Fixed:
    """What the first event fixes; the election's bytes are `protocol.raw`."""

    protocol: Protocol
    trustees: Trustees


@dataclass(frozen=True)
class Credentials:
    """The list of an election's public credentials, asked one by one."""

    election: int

    def __contains__(self, decimal: object) -> bool:
        digest = sha256(str(decimal).encode()).hexdigest()
        return Listed.objects.filter(election=self.election, digest=digest).exists()


@dataclass(frozen=True)
class Ballots:
    """The ballots of an election by the SHA-256 of their bytes, those that wait and those in the archive."""

    election: int

    def __contains__(self, digest: object) -> bool:
        given = {"election": self.election, "content": digest}
        return Waiting.objects.filter(**given).exists() or Event.objects.filter(**given).exists()


def append(election: Election, kind: str, bodies: Sequence[bytes]) -> None:
    """Chain one more event to the archive; the caller holds the election's lock."""
    _next(election, kind, bodies, after=head(election)).save(force_insert=True)


def append_ballots(election: Election, ballots: Iterable[Waiting]) -> None:
    """Chain ballots to the archive, in their order; the caller holds the election's lock."""
    last, rows = head(election), []
    for each in ballots:
        found = {name: getattr(each, name) for name in ("content", "tracker", "credential", "hints")}
        rows.append(_next(election, "Ballot", [bytes(each.raw)], after=last, **found))
        last = Head(rows[-1].digest, rows[-1].height)
    Event.objects.bulk_create(rows)


def head(election: Election) -> Head | None:
    """The last event: what voters and observers keep."""
    last = election.events.order_by("-height").values_list("digest", "height").first()
    return Head(*last) if last else None


def pieces(election: Election) -> Iterator[bytes]:
    """The archive from its first byte to its last, piece by piece."""
    yield archive.begin(election.begun)
    rows = election.events.order_by("height").values_list("records", flat=True)
    yield from (bytes(records) for records in rows.iterator(CHUNK))


def read(election: Election) -> bytes:
    """The whole archive."""
    return b"".join(pieces(election))


def side_file(election: Election) -> Iterator[bytes]:
    """The commitments of all ballots, which make verifying faster and are never trusted."""
    yield commitments.begin()
    ballots = election.events.filter(kind="Ballot").order_by("height")
    yield from (bytes(hints) for hints in ballots.values_list("hints", flat=True).iterator(CHUNK))


def bodies(election: Election, kind: str) -> list[list[bytes]]:
    """The records of data of each event of a kind, in their order."""
    rows = election.events.filter(kind=kind).order_by("height").values_list("records", flat=True)
    begin = archive.begin(election.begun)
    return [_parts_of(begin + bytes(records)) for records in rows.iterator(CHUNK)]


def fixed(election: Election) -> Fixed:
    """The election and its trustees as they stand in the archive, which nothing can change any more."""
    return _fixed(election.uid, election.pk)


@lru_cache(maxsize=32)
def _fixed(uid: str, pk: int) -> Fixed:
    [(raw, holders, _listed, _payload)] = bodies(Election.objects.get(pk=pk), "Setup")
    return Fixed(elections.read(raw), trustees.read(holders, GROUP))


def _next(
    election: Election, kind: str, bodies: Sequence[bytes], *, after: Head | None, **found: Any
) -> Event:
    """The event after that one, not saved yet; `found` are the columns of a ballot."""
    written, new = events.append(kind, bodies, after=after, timestamp=election.begun)
    return Event(
        election=election,
        height=new.height,
        kind=kind,
        records=written,
        digest=new.digest,
        **found,
    )


def _parts_of(source: bytes) -> list[bytes]:
    return [record.body(source) for record in archive.records(source) if record.kind == "data"]
