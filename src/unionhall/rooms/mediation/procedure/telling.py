"""Telling the other side by post where it has a receipt and no inbox; the job leaves with the commit."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.rooms.mediation.apps import RESPONDENT


def tell_guests(matter: Matter, actor: Actor, audience: str) -> None:
    """Write to the other side, unless it acted itself, sits here with an account, or must not know of it."""
    from unionhall.rooms.mediation import tasks

    if audience not in ("", RESPONDENT) or matter.capacity_of(actor) == RESPONDENT:
        return
    if matter.receipts.filter(capacity=RESPONDENT).exists():
        tasks.announce.defer(matter=matter.pk, number=matter.journal_length)
