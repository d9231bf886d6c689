"""Checking the archive of a meeting. Nothing here needs Django, a database or the hall."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pydantic import ValidationError

from unionhall.ground import signatures
from unionhall.rooms.assembly.archive.shape import (
    MEETING,
    SIGNATURE,
    Document,
    Signature,
    signed_part,
)
from unionhall.rooms.assembly.sitting import voices
from unionhall.rooms.assembly.sitting.decisions import Decision, How
from unionhall.rooms.assembly.sitting.events import NotALine, read
from unionhall.rooms.assembly.sitting.sitting import Refused, Sitting

LARGEST = 64 * 1024 * 1024  # bytes of all members together, unpacked


class Unreadable(ValueError):
    """The file is no archive of a meeting."""


@dataclass
class Report:
    """What was checked: the faults found, each a sentence, and what the meeting came to."""

    document: Document
    key: str
    sitting: Sitting = field(default_factory=Sitting)
    faults: list[str] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        return not self.faults


def verify(content: bytes, *, key: str = "") -> Report:
    """Check everything in the file; with `key`, that it was signed with this one. Raises Unreadable."""
    members = _members(content)
    try:
        document = Document.model_validate_json(members[MEETING])
        signature = Signature.model_validate_json(members[SIGNATURE])
    except KeyError as missing:
        raise Unreadable(f"There is no {missing.args[0]} in it.") from None
    except ValidationError as fault:
        raise Unreadable(f"It doesn't keep to its schema: {fault.errors()[0]['msg']}.") from None
    report = Report(document, signature.key)
    for check in CHECKS:
        report.faults += check(report, members)
    if not signatures.is_signed(
        signed_part(sha256(members[MEETING]).hexdigest()), signature.signature, signature.key
    ):
        report.faults.append("The signature is not of this document.")
    if key and key != signature.key:
        report.faults.append("It was signed with another key than the one given.")
    return report


def _members(content: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(content)) as file:
            if sum(each.file_size for each in file.infolist()) > LARGEST:
                raise Unreadable("It is larger than any meeting.")
            return {each.filename: file.read(each) for each in file.infolist()}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as fault:
        raise Unreadable("It is no ZIP file.") from fault


def _chain(report: Report, members: dict[str, bytes]) -> Iterator[str]:
    """Each line rests on the one before it."""
    previous = b""
    for number, line in enumerate(report.document.log, 1):
        if line.number != number:
            yield f"Line {number} of the log is missing."
            return
        previous = line.digested(report.document.stream).digest(previous)
        if previous.hex() != line.digest:
            yield f"Line {number} of the log was changed."
            return


def _follows(report: Report, members: dict[str, bytes]) -> Iterator[str]:
    """No line stands where it may not: nothing was decided without a quorum or of another whole."""
    for line in report.document.log:
        try:
            report.sitting.add(read(line.event, line.payload))
        except (Refused, NotALine, ValueError, KeyError, TypeError) as fault:
            yield f"Line {line.number} of the log may not stand there: {fault}."
            return


def _seats(report: Report, members: dict[str, bytes]) -> Iterator[str]:
    """As many seats are listed as the meeting began with."""
    listed = {each.seat for each in report.document.seats}
    if report.sitting.seats != len(listed):
        yield f"It began with {report.sitting.seats} seats, and {len(listed)} are listed."


def _named(report: Report, members: dict[str, bytes]) -> Iterator[str]:
    """What was said by name has a letter for each seat, and adds up to its result."""
    for decision in report.sitting.decisions:
        if decision.vote.how == How.NAMES:
            yield from _named_vote(report, decision)


def _named_vote(report: Report, decision: Decision) -> Iterator[str]:
    number = decision.vote.number
    if len(decision.proof) != len(report.document.seats):
        yield f"The list of vote {number} is not of all seats."
    try:
        counted = voices.counted(decision.proof)
    except ValueError:
        counted = (-1, -1, -1)
    if counted != (decision.yes, decision.no, decision.abstained):
        yield f"What was said by name in vote {number} doesn't add up to its result."


def _papers(report: Report, members: dict[str, bytes]) -> Iterator[str]:
    """The papers are those that came with it."""
    for name, digest in report.document.papers.items():
        if sha256(members.get(name, b"")).hexdigest() != digest:
            yield f"{name} is missing or was changed."


CHECKS: tuple[Callable[[Report, dict[str, bytes]], Iterator[str]], ...] = (
    _chain,
    _follows,
    _seats,
    _named,
    _papers,
)
