"""What the page of a matter says to its reader, as data for their copy."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise

OF_THE_HALL = ("url", "pk")  # where a page leads on, and what its forms send back


def of_page(page: Mapping[str, Any]) -> dict[str, Any]:
    """Its words alone: a journal's number, a length or a digest would tell what the page hides."""
    return {
        **{name: str(page["matter"][name]) for name in ("reference", "title", "room", "place")},
        "standing": str(page["standing"]),
        "due": str(page["due"]["sentence"]),
        "next_step": str(page["next_step"]),
        "handler": page["handler"],
        "facts": [{"label": str(fact.label), "value": str(fact.value)} for fact in page["facts"]],
        "sections": [plain(section.says) for section in page["sections"]],
        "timeline": [
            {"at": line["iso"], "sentence": str(line["sentence"]), "text": str(line["text"])}
            for line in page["timeline"]
        ],
        "promises": [{"title": each["title"], "sentence": each["sentence"]} for each in page["deadlines"]],
    }


def plain(said: Any) -> Any:
    """Words, numbers, days and lists of them; nothing of whatever else a template may know."""
    match said:
        case Mapping():
            return {str(name): plain(value) for name, value in said.items() if name not in OF_THE_HALL}
        case list() | tuple():
            return [plain(each) for each in said]
        case str() | Promise():
            return str(said)
        case bool() | int() | float() | date():
            return said
    return None
