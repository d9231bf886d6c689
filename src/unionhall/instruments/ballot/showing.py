"""What the commands print: reports as a table or JSON, differences as sentences, progress on a terminal."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import TracebackType
from typing import Any

from unionhall.instruments.ballot.belenios.differences import Difference
from unionhall.instruments.ballot.belenios.errors import Unreadable
from unionhall.instruments.ballot.belenios.verification import Report

STAGES = {
    None: "the archive has no event yet",
    "Setup": "the ballot is open and nobody has voted",
    "Ballot": "the ballot is open",
    "EndBallots": "the ballot is closed and the sums are not yet there",
    "EncryptedTally": "the sums are there and no trustee has decrypted",
    "PartialDecryption": "the trustees are decrypting",
}
LISTED = 20  # ballots of each kind that a comparison names


@contextmanager
def mapped(path: Path) -> Iterator[bytes | mmap]:
    """The bytes of a file without reading it whole."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            raise Unreadable(f"{path.name} is empty")
        with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            yield content


class Progress:
    """How many ballots are checked, as a bar where a person watches; used as a context and as a function."""

    def __init__(self) -> None:
        self.done = self.of = 0
        self._bar: Any = None

    def __enter__(self) -> "Progress":
        return self

    def __call__(self, done: int, of: int) -> None:
        self.done, self.of = done, of
        if sys.stderr.isatty():
            self._show()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress as Bar

        if not self._bar:
            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.add_task("ballots", total=self.of)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=self.done)


def fault(verdict: str, kind: str | None, message: str, *, as_json: bool) -> str:
    """One line that says why there is no report."""
    if as_json:
        return json.dumps({"verdict": verdict, "class": kind, "message": message})
    return printable(": ".join(part for part in (verdict, kind, message) if part))


def report(found: Report, *, as_json: bool) -> str:
    """What an archive holds, the result as a table, or everything as one line of JSON."""
    return json.dumps(_content(found)) if as_json else "\n".join(_lines(found))


def difference(found: Difference) -> str:
    """What became of an archive between two copies, in sentences."""
    return "\n".join([_verdict(found), *_moves(found)])


def printable(text: str) -> str:
    """Without control characters: what stands in an archive must not speak to a terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def in_one_line(text: str) -> str:
    """What is written in several languages, one a line, in one line."""
    return " / ".join(printable(line) for line in text.split("\n"))


def _lines(found: Report) -> Iterator[str]:
    yield "valid" if found.is_finished else f"not finished: {STAGES[found.stage]}; correct so far"
    if found.election is None or found.head is None:
        return
    weighing = f" and weigh {found.weight:,}" if found.weight != found.counted else ""
    yield f"{in_one_line(found.election.name)} ({found.election.uuid})"
    yield f"fingerprint {found.election.fingerprint}"
    yield f"last event  {found.head.digest} at height {found.head.height}"
    yield f"{found.voters:,} credentials, {found.cast:,} ballots, of which {found.counted:,} count{weighing}"
    for question, rows in _results(found):
        yield f"\n{in_one_line(question)}\n{_table(rows)}"


def _content(found: Report) -> dict[str, Any]:
    election, head = found.election, found.head
    named = (
        {"uuid": election.uuid, "name": election.name, "fingerprint": election.fingerprint}
        if election
        else None
    )
    results = [
        {"question": question, "votes": [{"answer": answer, "count": count} for answer, count in rows]}
        for question, rows in _results(found)
    ]
    counts = {
        "credentials": found.voters,
        "cast": found.cast,
        "counted": found.counted,
        "weight": found.weight,
    }
    return (
        {"verdict": "valid" if found.is_finished else "not finished", "election": named}
        | {"stage": found.stage, "last_event": head._asdict() if head else None}
        | counts
        | {"decryptions": found.decryptions, "result": results if found.is_finished else None}
    )


def _results(found: Report) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Each question with its answers and their counts; a blank vote has the answer ""."""
    if found.election is None or found.result is None:
        return
    for question, counts in zip(found.election.questions, found.result, strict=True):
        answers = ("", *question.answers) if question.blank else question.answers
        yield question.text, list(zip(answers, counts, strict=True))


def _table(rows: list[tuple[str, int]]) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for answer, count in rows:
        table.add_row(Text(in_one_line(answer) or "(blank)"), f"{count:,}")
    written = StringIO()
    Console(file=written, width=100).print(table)
    return written.getvalue().rstrip("\n")


def _verdict(found: Difference) -> str:
    if not found.is_extended:
        begin = "" if found.is_same_start else "The archives were not begun at the same time. "
        old, new = found.old_kind or "nothing", found.new_kind or "nothing"
        return f"{begin}They part at height {found.common}: {old} in the first, {new} in the second."
    if found.old == found.new:
        return f"The archives are the same: {found.old} events."
    if found.old < found.new:
        return f"The second archive goes on where the first ends: {found.new - found.old} more events."
    less = found.old - found.new
    return f"The second archive is the beginning of the first: {less} events at the end are missing in it."


def _moves(found: Difference) -> Iterator[str]:
    kinds = {"dropped": found.dropped, "added": found.added, "reordered": found.reordered}
    for kind, ballots in kinds.items():
        if ballots and not (kind == "added" and found.is_extended):
            yield f"{len(ballots)} ballots were {kind}:"
            yield from (f"  height {height}, SHA-256 {digest}" for height, digest in ballots[:LISTED])
            if len(ballots) > LISTED:
                yield f"  and {len(ballots) - LISTED} more"
