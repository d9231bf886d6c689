"""Voters whose server dies under them: `python -m tests.kill.voter`, an order a line of its input.

{"fault": where and when (see `faults`), "election", "person": primary keys, "raw": the ballot in base64};
without a ballot it is the clock that dies, while it writes what waits. It prints `done TRACKER`, or `done`
of the clock, or `died`.
"""

from base64 import b64decode
from datetime import timedelta
from typing import Any

from tests.kill.faults import Fault
from tests.kill.orders import carry_out

PUT = "unionhall.instruments.ballot.procedure.mixing:put"
APPEND = "unionhall.instruments.ballot.procedure.box:append_ballots"
SHUFFLE = "unionhall.instruments.ballot.procedure.turnout:shuffle"


def vote(order: dict[str, Any]) -> str:
    """Cast, or write what waits, with the fault in its place."""
    from django.utils import timezone

    from unionhall.instruments.ballot.models import Election
    from unionhall.instruments.ballot.procedure import casting, mixing
    from unionhall.kernel.people.models import Person

    election = Election.objects.select_related("place").get(pk=order["election"])
    person = Person.objects.get(pk=order["person"])
    Fault.read(order["fault"]).arm()
    if raw := b64decode(order["raw"]):
        return f"done {casting.cast(election, raw, person=person)}"
    mixing.write_due(election, timezone.now() + timedelta(hours=1))
    return "done"


if __name__ == "__main__":
    carry_out(vote)
