"""A process that asks, takes on and answers over and over, and says what it tries and what was done."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

STEPS = ("ask", "accept", "answer")


@dataclass(frozen=True)
class Line:
    """`try ask KEY`, and when it was acknowledged `done ask KEY MATTER`; a move names its matter at once."""

    said: str
    step: str
    key: UUID
    matter: int = 0

    @classmethod
    def read(cls, text: str) -> "Line":
        said, step, key, matter = text.split()
        return cls(said, step, UUID(key), int(matter))

    @classmethod
    def read_all(cls, texts: Iterable[str]) -> list["Line"]:
        return [cls.read(text) for text in texts]


def live(write_end: int) -> None:
    """Go on until somebody ends this process; each line is one write, so that none is cut."""

    def say(said: str, step: str, key: UUID, matter: int) -> None:
        os.write(write_end, f"{said} {step} {key} {matter}\n".encode())

    while True:
        matter = 0
        for step in STEPS:
            key = uuid4()
            say("try", step, key, matter)
            matter = act(step, key, matter)
            say("done", step, key, matter)


def act(step: str, key: UUID, pk: int) -> int:
    """One step under its key; the primary key of the matter."""
    from unionhall.kernel.matters.models import Matter
    from unionhall.kernel.people.models import Person
    from unionhall.kernel.places.models import Place
    from unionhall.rooms.desk.models import Request, ServiceVersion
    from unionhall.rooms.desk.procedure import asking
    from unionhall.rooms.desk.procedure.states import desk

    member, steward = (
        Person.objects.get(email=f"{name}@town.example") for name in ("mei.oneill", "sam.steward")
    )
    if step == "ask":
        service, area = ServiceVersion.objects.get(), Place.objects.areas().earliest("path")
        matter = asking.new_matter(service, area, subject=member)
        request = Request(service=service, description="No bus for three days.", channel="web")
        return int(asking.ask(matter, actor=member, request=request, key=key).pk)
    move: Callable[..., Any] = desk.moves[step]
    text = {"text": "It runs again."} if step == "answer" else {}
    return int(move(Matter.objects.get(pk=pk), actor=steward, key=key, **text).pk)
