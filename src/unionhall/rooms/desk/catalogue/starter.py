"""The catalogue that a new hall begins with, one file a window; a union changes it as it likes."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things import changing
from unionhall.kernel.words import Words
from unionhall.rooms.desk.models import Service, Window

FOLDER = Path(__file__).parent / "starter"
OWN = ("amount", "unit", "level", "public", "sealed")


def load_starter() -> int:
    """Add the windows and services that the hall lacks, by their codes; how many services were new.

    What a coordinator has changed or retired stays as it is.
    """
    with transaction.atomic():
        return sum(_load_window(tomllib.loads(file.read_text())) for file in sorted(FOLDER.glob("*.toml")))


def _load_window(written: Mapping[str, Any]) -> int:
    window = Window.objects.filter(code=written["code"]).first()
    if window is None:
        said = {"title": Words(written["title"]), "order": written["order"]}
        window = changing.add(Window, written["code"], said, actor=HALL)
    return sum(_load_service(window, service) for service in written["service"])


def _load_service(window: Window, written: Mapping[str, Any]) -> bool:
    if Service.objects.filter(code=written["code"]).exists():
        return False
    changing.add(Service, written["code"], {"window": window, **_content(written)}, actor=HALL)
    return True


def _content(written: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": Words(written["title"]),
        "description": Words(written["description"]),
        "keywords": Words(written["keywords"]),
        "papers": written.get("papers", []),
        "questions": [
            {"order": order, "required": False, "values": [], "hint": {}, **question}
            for order, question in enumerate(written.get("question", []), 1)
        ],
        **{name: written[name] for name in OWN if name in written},
    }
