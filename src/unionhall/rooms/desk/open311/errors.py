"""What went wrong with a call, as GeoReport says it: 404 not found, 403 a bad key, 400 anything else."""

from typing import Any

from django.http import HttpResponse

from unionhall.rooms.desk.open311.rendering import Document, Several, respond


class Wrong(Exception):
    """The call can't be answered; the description tells the developer of the program why."""

    status = 400

    def __init__(self, description: Any) -> None:
        super().__init__(description)
        self.description = description


class NotFound(Wrong):
    status = 404


class BadKey(Wrong):
    status = 403


class NotThisWay(Wrong):
    """The address exists, but not for this method."""

    status = 405


class TooLarge(Wrong):
    status = 413


def explain(wrong: Wrong, *, form: str) -> HttpResponse:
    """The error in the format that was asked for."""
    error = {"code": wrong.status, "description": str(wrong.description)}
    return respond(Document("errors", Several("error", [error])), form=form, status=wrong.status)
