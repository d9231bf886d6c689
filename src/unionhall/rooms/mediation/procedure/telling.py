"""Telling the other side by post where it has a receipt and no inbox; the job leaves with the commit."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures.customs.taking_back import defer_until_it_stands
from unionhall.rooms.mediation.apps import RESPONDENT

ANNOUNCE = "mediation.announce"  # by its name: the jobs of this room know its moves


def tell_guests(matter: Matter, actor: Actor, audience: str) -> None:
    """Write to the other side, unless it acted itself, sits here with an account, or must not know of it."""
    if audience not in ("", RESPONDENT) or matter.capacity_of(actor) == RESPONDENT:
        return
    if matter.receipts.filter(capacity=RESPONDENT).exists():
        defer_letter(matter.pk, matter.journal_length)


def defer_letter(matter: int, number: int) -> None:
    """In the transaction of the move; it leaves once nobody can take the move back."""
    defer_until_it_stands(ANNOUNCE, matter=matter, number=number)
