"""Completing the draft of the minutes, and the vote that ends it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.assembly.minutes.drafting import draft
from unionhall.rooms.assembly.models import Approval, Item, Note
from unionhall.rooms.assembly.sitting.sitting import Decision, Outcome


class Approved(Refusal):
    """A note on minutes that were approved."""

    message = _("These minutes were approved and don't change any more.")


def write(matter: Matter, notes: Mapping[int, str]) -> None:
    """Put these notes in the place of what stood there, by the item's number; empty takes one out.

    Raises Approved.
    """
    with transaction.atomic():
        Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)
        if Approval.objects.filter(meeting=matter).exists():
            raise Approved
        for item, text in notes.items():
            if text.strip():
                Note.objects.update_or_create(meeting=matter, item=item, defaults={"text": text.strip()})
            else:
                Note.objects.filter(meeting=matter, item=item).delete()


def take_decision(matter: Matter, decision: Decision, *, decided_in: Matter, at: datetime) -> Approval | None:
    """What a vote on these minutes comes to: adopted, they are approved as they stand now; once."""
    if decision.outcome != Outcome.ADOPTED:
        return None
    values: dict[str, Any] = {
        "decided_in": decided_in,
        "vote": decision.vote.number,
        "digest": draft(matter).digest,
        "at": at,
    }
    approval, _is_new = Approval.objects.get_or_create(meeting=matter, defaults=values)
    return approval


def items_of(matter: Matter) -> set[int]:
    """The numbers under which a note may stand."""
    return {0, *Item.objects.filter(meeting=matter).values_list("number", flat=True)}
