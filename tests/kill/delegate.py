"""Votes of a congress whose server dies under them: `python -m tests.kill.delegate`, an order a line.

{"fault": where and when (see `faults`), "act": `say`, `close` or `deliver`, "meeting" and "person": primary
keys, "number": of the vote, "choice", "key"}; `deliver` is the clock, which takes the result of a ballot in.
It prints `done`, or `died`.
"""

from typing import Any
from uuid import UUID

from tests.kill.faults import Fault
from tests.kill.orders import carry_out

LINE = "unionhall.rooms.assembly.meeting.log:append"
TOLD = "unionhall.rooms.assembly.procedure.deciding:decided"


def act(order: dict[str, Any]) -> str:
    """Do it with the fault in its place."""
    from unionhall.kernel.matters.models import Matter
    from unionhall.kernel.people.models import Person
    from unionhall.kernel.procedures import awaiting
    from unionhall.rooms.assembly.voting import by_name, counting

    meeting = Matter.objects.get(pk=order["meeting"])
    person = Person.objects.get(pk=order["person"])
    Fault.read(order["fault"]).arm()
    if order["act"] == "say":
        by_name.say(meeting, order["number"], order["choice"], person=person)
    elif order["act"] == "close":
        counting.close(meeting, order["number"], actor=person, key=UUID(order["key"]))
    else:
        awaiting.deliver()
    return "done"


if __name__ == "__main__":
    carry_out(act)
