"""Matters as programs read them: the same words as on the pages, beside the plain columns."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.api.shapes import (
    FileName,
    Happening,
    Line,
    Made,
    MatterShape,
    MoveName,
    PlaceName,
    Standing,
)
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import Move, procedure_of
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import address_of, rows, standing_of
from unionhall.kernel.web.standing import matter_page, shown_files


def lines(matters: Iterable[Matter], *, is_party: bool) -> list[Standing]:
    """The matters of a list, in a constant number of queries."""
    shown = list(matters)
    return [
        Standing(**_columns(matter), **_words(row))
        for matter, row in zip(shown, rows(shown, is_party=is_party), strict=True)
    ]


def in_full(matter: Matter, reader: Reader) -> MatterShape:
    """One matter with everything that its page says to this reader."""
    page = matter_page(matter, reader)
    handler = page["handler"]
    return MatterShape(
        **_columns(matter),
        title=str(page["matter"]["title"]),
        standing=str(page["standing"]),
        due=str(page["due"]["sentence"]),
        handler=handler["name"] if handler else "",
        next_step=str(page["next_step"]),
        facts=[Line(label=str(fact.label), value=str(fact.value)) for fact in page["facts"]],
        files=[
            FileName(name=file.name, bytes=file.size, url=reverse("api:read_file", args=[file.uid]))
            for file in shown_files(matter, reader)
        ],
        timeline=[
            Happening(at=line["iso"], sentence=line["sentence"], text=line["text"])
            for line in page["timeline"]
        ],
        promises=[f"{each['title']}: {each['sentence']}" for each in page["deadlines"]],
        parties=[party["name"] for party in page["parties"]],
        moves=[name_of(move) for move in procedure_of(matter).possible(matter, reader.actor)],
    )


def name_of(move: Move) -> MoveName:
    return MoveName(name=spoken(move), title=str(move.title), purpose=_(move.purpose))


def spoken(move: Move) -> str:
    """A move's name in addresses, the same as on the pages."""
    return move.name.replace("_", "-")


def made(matter: Matter, *, is_party: bool) -> Made:
    """What a program is told once a move is made."""
    state = procedure_of(matter).states[matter.state]
    return Made(
        reference=matter.reference, state=matter.state, standing=str(standing_of(state, is_party=is_party))
    )


def _columns(matter: Matter) -> dict[str, Any]:
    return {
        "reference": matter.reference,
        "room": matter.room,
        "kind": matter.kind,
        "state": matter.state,
        "place": PlaceName(id=matter.place_id, name=str(matter.place)),
        "opened_at": matter.opened_at,
        "changed_at": matter.changed_at,
        "closed_at": matter.closed_at,
        "due_at": matter.due_at,
        "url": settings.HALL_ADDRESS + address_of(matter),
    }


def _words(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": str(row["title"]),
        "standing": str(row["where"]),
        "due": str(row["due"]["sentence"]),
        "handler": row["handler"],
    }
