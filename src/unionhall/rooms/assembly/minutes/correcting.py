"""Completing the draft of the minutes, and the vote that ends it.

Whoever writes a note, opens a vote on the minutes or counts it locks the meeting that they are of.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.assembly.meeting.decided import undecided
from unionhall.rooms.assembly.minutes.drafting import draft, mark
from unionhall.rooms.assembly.models import Approval, Item, Note
from unionhall.rooms.assembly.sitting.sitting import Decision, Outcome


class Settled(Refusal):
    """A note on minutes that don't change, now or any more."""


class Approved(Settled):
    """A note on minutes that were approved."""

    message = _("These minutes were approved and don't change any more.")


class VotedOn(Settled):
    """A note on minutes while a meeting votes on them."""

    message = _("A meeting votes on these minutes now, as they stand. Write on once the vote is counted.")


class Meanwhile(Refusal):
    """Others wrote at these `items` since the form began, so nothing was written."""

    def __init__(self, items: Iterable[int]) -> None:
        self.items = list(items)
        super().__init__()


def write(matter: Matter, notes: Mapping[int, str], *, seen: Mapping[int, str] | None = None) -> None:
    """Put these notes in the place of what stood there, by the item's number; empty takes one out.

    1. Lock the minutes.  2. Leave what is as the form began with, by the `mark` in `seen`.  3. Refuse where
    something else stands there now.  4. Write. Raises Approved, VotedOn, Meanwhile.
    """
    with locked(matter):
        if Approval.objects.filter(meeting=matter).exists():
            raise Approved
        if is_voted_on(matter):
            raise VotedOn
        kept = dict(Note.objects.filter(meeting=matter).values_list("item", "text"))
        changed = {item: text.strip() for item, text in notes.items() if text.strip() != kept.get(item, "")}
        if seen is not None:
            changed = {item: text for item, text in changed.items() if mark(text) != seen.get(item, "")}
            if others := [item for item in changed if mark(kept.get(item, "")) != seen.get(item, "")]:
                raise Meanwhile(others)
        for item, text in changed.items():
            _put(matter, item, text)


def _put(matter: Matter, item: int, text: str) -> None:
    if text:
        Note.objects.update_or_create(meeting=matter, item=item, defaults={"text": text})
    else:
        Note.objects.filter(meeting=matter, item=item).delete()


@contextmanager
def locked(matter: Matter) -> Iterator[None]:
    """A transaction in which nobody else changes these minutes or begins or ends a vote on them."""
    with transaction.atomic():
        Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        yield


def is_voted_on(matter: Matter) -> bool:
    """Whether a vote on these minutes is open, or closed and still to be counted."""
    items = Item.objects.filter(minutes_of=matter)
    return any(vote.item == item.number for item in items for vote in undecided(item.meeting_id))


def take_decision(matter: Matter, decision: Decision, *, decided_in: Matter, at: datetime) -> Approval | None:
    """What a vote on these minutes comes to: adopted, they are approved as they stood when it opened; once.

    Where they read otherwise by now nothing is approved, and a meeting votes on them again.
    """
    if decision.outcome != Outcome.ADOPTED:
        return None
    with locked(matter):
        digest = draft(matter).digest
        if decision.vote.question != digest:
            return None
        values: dict[str, Any] = {
            "decided_in": decided_in,
            "vote": decision.vote.number,
            "digest": digest,
            "at": at,
        }
        approval, _is_new = Approval.objects.get_or_create(meeting=matter, defaults=values)
        return approval
