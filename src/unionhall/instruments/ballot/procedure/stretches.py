"""A stretch of the archive between two heights: read and verified without the rest, in bounded memory.

What only the whole can tell (whether a ballot stands there twice, which one of a credential is the last) is
asked of the columns beside the records. Each stretch shows that its own columns say what its records hold;
so what they say together is true once all stretches are checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Max

from unionhall.instruments.ballot.belenios import (
    archive,
    ballots,
    batches,
    commitments,
    events,
    hashing,
    verification,
)
from unionhall.instruments.ballot.belenios.batches import Cast
from unionhall.instruments.ballot.belenios.commitments import Hints
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.events import Head, Step
from unionhall.instruments.ballot.belenios.tally import Sums
from unionhall.instruments.ballot.models import Batch, Election, Event, Listed
from unionhall.instruments.ballot.procedure import box


def verify(batch: Batch) -> Sums:
    """The sums of those of its ballots that count, once everything in the batch is as it must be.

    1. One chain with the event before, under the grammar.  2. The columns are those of the records.
    3. Setup, where it is in here.  4. Listed credentials, and every ballot. Raises Refused with the class of
    the first fault, and the commitments beside the ballots are never trusted.
    """
    stretch = _read(batch)
    stretch.check_columns()
    if batch.first == 0:
        _check_setup(batch.election, stretch.bodies(0))
    hints = Hints(commitments.begin() + b"".join(bytes(row.hints) for row in stretch.rows))
    protocol = box.fixed(batch.election).protocol
    return batches.check(stretch.cast(), stretch.body, protocol, hints, lambda: None)


@dataclass(frozen=True)
class Stretch:
    """Rows of the archive, their bytes one after the other, and what was read there, a step a row."""

    election: Election
    rows: Sequence[Event]
    source: bytes
    steps: Sequence[Step]

    def check_columns(self) -> None:
        """Invalid `archive` unless everything that is kept beside an event's records is theirs."""
        for row, step in zip(self.rows, self.steps, strict=True):
            kept = (Head(row.digest, row.height), row.kind, row.content, row.tracker, row.credential)
            if kept != (step.head, step.kind, *self._found(row, step)):
                message = f"what is kept beside the event at height {row.height} is not what it says"
                raise Invalid("archive", message)

    def cast(self) -> list[Cast]:
        """Where each ballot stands; a ballot that a later one replaced, here or elsewhere, weighs nothing."""
        weights, last = self._weights(), self._last_heights()
        protocol = box.fixed(self.election).protocol
        found = []
        for row, step in zip(self.rows, self.steps, strict=True):
            if step.kind == "Ballot":
                (record,), height = step.parts, step.head.height
                credential = verification.listed(record.body(self.source), height, protocol, weights)
                weight = weights[credential] if last[row.credential] == height else 0
                found.append(Cast(record.start, record.end, height, weight))
        return found

    def body(self, one: Cast) -> bytes:
        return self.source[one.start : one.end]

    def bodies(self, place: int) -> list[bytes]:
        """The records of data of one of its events."""
        return [record.body(self.source) for record in self.steps[place].parts]

    def _found(self, row: Event, step: Step) -> tuple[str, str, str]:
        """Content, tracker and credential; one that can't be found is named when the ballot is checked."""
        if step.kind != "Ballot":
            return "", "", ""
        (record,) = step.parts
        raw = record.body(self.source)
        credential = ballots.credential_of(raw, box.fixed(self.election).protocol)
        return record.digest, hashing.compact(raw), _digest(credential) if credential else row.credential

    def _credentials(self) -> set[str]:
        return {row.credential for row in self.rows if row.credential}

    def _weights(self) -> dict[str, int]:
        """What each of the credentials used here weighs, by its decimal."""
        listed = Listed.objects.filter(election=self.election, digest__in=self._credentials())
        return {_decimal(number): weight for number, weight in listed.values_list("number", "weight")}

    def _last_heights(self) -> dict[str, int]:
        """The height of the last ballot of each of them in the whole archive."""
        cast = Event.objects.filter(election=self.election, credential__in=self._credentials())
        return dict(cast.values_list("credential").annotate(Max("height")).order_by())


def _read(batch: Batch) -> Stretch:
    """The batch with the chain checked; Invalid `chain` for a row that is missing or one too many."""
    election = batch.election
    rows = list(election.events.filter(height__range=(batch.first, batch.last)).order_by("height"))
    source = archive.begin(election.begun) + b"".join(bytes(row.records) for row in rows)
    steps = list(events.steps(source, _before(batch)))
    if not len(rows) == len(steps) == batch.last - batch.first + 1:
        raise Invalid("chain", f"from height {batch.first} to {batch.last} events are missing or too many")
    return Stretch(election, rows, source, steps)


def _before(batch: Batch) -> Step | None:
    if batch.first == 0:
        return None
    row = batch.election.events.filter(height=batch.first - 1).first()
    if row is None:
        raise Invalid("chain", f"the event at height {batch.first - 1} is missing")
    return events.end(archive.begin(batch.election.begun) + bytes(row.records), row.height)


def _check_setup(election: Election, bodies: Sequence[bytes]) -> None:
    """What the first event fixes, and that the list of credentials beside the archive is the one in it."""
    weights = verification.read_setup(bodies).weights
    rows = election.listed.values_list("digest", "number", "weight")
    for digest, number, weight in rows.iterator(box.CHUNK):
        decimal = _decimal(number)
        if digest != _digest(decimal) or weights.pop(decimal, None) != weight:
            raise Invalid("credential-list", "a credential beside the archive is not in its first event")
    if weights:
        raise Invalid("credential-list", f"{len(weights)} credentials are missing beside the archive")


def _decimal(number: bytes | memoryview) -> str:
    return str(int.from_bytes(number, "big"))


def _digest(credential: str) -> str:
    return sha256(credential.encode()).hexdigest()
