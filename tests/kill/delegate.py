"""Votes of a congress whose server dies under them: `python -m tests.kill.delegate`, an order a line.

{"fault": where and when (see `faults`), "act": `say`, `close` or `deliver`, "meeting" and "person": primary
keys, "number": of the vote, "choice", "key"}; `deliver` is the clock, which takes the result of a ballot in.
It prints `done`, or `died`.
"""

import json
import os
import sys
from typing import Any
from uuid import UUID

from tests.kill.faults import Fault

LINE = "unionhall.rooms.assembly.meeting.log:append"
TOLD = "unionhall.rooms.assembly.procedure.deciding:decided"


def main() -> None:
    import django

    django.setup()
    for line in sys.stdin.read().splitlines():
        sys.stdout.write(f"{_one(json.loads(line))}\n")
        sys.stdout.flush()


def _one(order: dict[str, Any]) -> str:
    read_end, write_end = os.pipe()
    pid = os.fork()
    if not pid:
        _act(order, write_end)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        words = said.read()
    os.waitpid(pid, 0)
    return words or "died"


def _act(order: dict[str, Any], write_end: int) -> None:
    """Do it with the fault in its place; it never comes back from here."""
    from unionhall.kernel.matters.models import Matter
    from unionhall.kernel.people.models import Person
    from unionhall.kernel.procedures import awaiting
    from unionhall.rooms.assembly.voting import by_name, counting

    try:
        meeting = Matter.objects.get(pk=order["meeting"])
        person = Person.objects.get(pk=order["person"])
        Fault.read(order["fault"]).arm()
        if order["act"] == "say":
            by_name.say(meeting, order["number"], order["choice"], person=person)
        elif order["act"] == "close":
            counting.close(meeting, order["number"], actor=person, key=UUID(order["key"]))
        else:
            awaiting.deliver()
        os.write(write_end, b"done")
    finally:
        os._exit(2)


if __name__ == "__main__":
    main()
