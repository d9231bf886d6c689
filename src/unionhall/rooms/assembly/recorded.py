"""Seats of the congress that no entry of the journal tells of."""

from unionhall.kernel.journal.models import Entry
from unionhall.rooms.assembly.models import Mandate

FILLED = [f"assembly.seat_{why}" for why in Mandate.Why.values]


def unrecorded() -> list[str]:
    """Each with its constituency: whoever holds it speaks and votes in the congress."""
    entered = Entry.objects.filter(event__in=FILLED).values_list("stream", "payload")
    known = {(stream, said["seat"]) for stream, said in entered}
    held = Mandate.objects.filter(standing_by=None, until_on=None).select_related("constituency")
    return [
        f"seat {mandate.seat} of {mandate.constituency.code}"
        for mandate in held.order_by("term", "seat")
        if (mandate.constituency.stream, mandate.seat) not in known
    ]
