"""The minutes of a meeting as they stand: what the log tells and what the secretary wrote, item by item."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.meeting import agenda
from unionhall.rooms.assembly.meeting.log import lines
from unionhall.rooms.assembly.models import Approval, Item, Log, Note, PublicPromise
from unionhall.rooms.assembly.sitting.account import Account, Dealt, account
from unionhall.rooms.assembly.sitting.events import read

WHOLE = 0  # the number under which a note on the meeting as a whole stands


@dataclass(frozen=True, slots=True)
class Section:
    """One item with what happened at it; `dealt` is empty where it was never called."""

    item: Item
    note: str
    dealt: Dealt | None


@dataclass(frozen=True)
class Draft:
    """The minutes of one meeting; `approval` is empty as long as no vote approved them.

    `between`: what happened between items. `promises`: those made in the meeting, which no vote approves.
    """

    matter: Matter
    account: Account
    sections: list[Section]
    note: str
    between: Dealt | None
    promises: list[PublicPromise]
    approval: Approval | None = None
    head: bytes = field(default=b"", repr=False)

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the notes by item and of the head of the log: what a vote approves."""
        notes = {str(WHOLE): self.note, **{str(each.item.number): each.note for each in self.sections}}
        said = {"notes": {item: text for item, text in notes.items() if text}, "log": self.head.hex()}
        written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(written.encode()).hexdigest()


def draft(matter: Matter) -> Draft:
    """The minutes as they stand now."""
    log = Log.objects.get(pk=matter.pk)
    told = account((entry.occurred_at, read(entry.event, entry.payload)) for entry in lines(log))
    notes = dict(Note.objects.filter(meeting=matter).values_list("item", "text"))
    return Draft(
        matter=matter,
        account=told,
        sections=list(_sections(matter, told, notes)),
        note=notes.get(WHOLE, ""),
        between=told.dealt.get(None),
        promises=list(PublicPromise.objects.filter(source=matter).order_by("pk")),
        approval=Approval.objects.filter(meeting=matter).select_related("decided_in").first(),
        head=bytes(log.journal_head),
    )


def _sections(matter: Matter, told: Account, notes: Mapping[int, str]) -> Iterator[Section]:
    for line in agenda.lines(matter, papers=False):
        number = line.item.number
        yield Section(line.item, notes.get(number, ""), told.dealt.get(number))


def mark(text: str) -> str:
    """What a form keeps of a note that it began with; of none, nothing."""
    return sha256(text.encode()).hexdigest() if text else ""
