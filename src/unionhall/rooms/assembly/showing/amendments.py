"""A motion's text with its amendments: what each says otherwise, and how the text would stand."""

from collections.abc import Iterable
from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.models import Amendment
from unionhall.rooms.assembly.procedure.amending import change_of, text_of
from unionhall.rooms.assembly.wording.difference import GONE, NEW, Piece, difference
from unionhall.rooms.assembly.wording.paragraphs import BEFORE_ALL, Paragraph, amended, standing

Way, Stands = Amendment.Way, Amendment.Stands


def paragraphs(matter: Matter) -> list[dict[str, Any]]:
    """Each paragraph that stands, by its number in the text, with the open amendments to it side by side."""
    text = text_of(matter)
    found = matter.amendments.filter(stands=Stands.OPEN).select_related("mandate__person").order_by("number")
    by_paragraph: dict[int, list[Amendment]] = {}
    for each in found:
        by_paragraph.setdefault(each.paragraph, []).append(each)
    before = [Paragraph(BEFORE_ALL, "")] if BEFORE_ALL in by_paragraph else []
    shown, place = [], 0
    for paragraph in [*before, *text]:
        amendments = by_paragraph.get(paragraph.number, [])
        place += bool(paragraph.words)
        if paragraph.words or amendments:
            shown.append(
                {
                    "place": place if paragraph.words else "",
                    "words": paragraph.words,
                    "amendments": [_shown(each, paragraph, text) for each in amendments],
                }
            )
    return shown


def _shown(amendment: Amendment, paragraph: Paragraph, text: list[Paragraph]) -> dict[str, Any]:
    pieces = _pieces(amendment, paragraph)
    return {
        "number": amendment.number,
        "way": amendment.get_way_display(),
        "seat": amendment.seat,
        "name": str(amendment.mandate.person.name),
        "pieces": pieces,
        "turning": [each.text.strip() for each in pieces if each.turns],
        "as_it_would_stand": [each.words for each in standing(amended(text, change_of(amendment)))],
    }


def _pieces(amendment: Amendment, paragraph: Paragraph) -> list[Piece]:
    if amendment.way == Way.STRIKE:
        return [Piece(GONE, paragraph.words)]
    if amendment.way == Way.AFTER:
        return [Piece(NEW, amendment.text)]
    return difference(paragraph.words, amendment.text.strip())


def settled(matter: Matter) -> list[dict[str, Any]]:
    """The amendments that are dealt with, and what became of each."""
    found = matter.amendments.exclude(stands=Stands.OPEN).select_related("mandate__person").order_by("number")
    return [
        {
            "number": each.number,
            "seat": each.seat,
            "name": str(each.mandate.person.name),
            "way": each.get_way_display(),
            "text": each.text,
            "stands": each.get_stands_display(),
        }
        for each in found
    ]


def versions(matter: Matter) -> list[dict[str, Any]]:
    """Every version of the text, the newest first, with what it says otherwise than the one before."""
    kept = list(matter.versions.order_by("number"))
    texts = [_joined(Paragraph(*each) for each in version.paragraphs) for version in kept]
    befores = ["", *texts]
    return [
        {
            "number": version.number,
            "amendment": version.amendment,
            "pieces": difference(before, text) if version.number > 1 else [],
        }
        for version, before, text in reversed(list(zip(kept, befores, texts, strict=False)))
    ]


def _joined(text: Iterable[Paragraph]) -> str:
    return "\n".join(each.words for each in standing(text))
