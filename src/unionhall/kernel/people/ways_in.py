"""What opens the hall for a person without their showing anew who they are, in one list.

Sessions, tokens of programs, calendar addresses: every model whose rows are `WaysIn`. All of it ends for who
signs out everywhere, takes a new password or loses a second step, and in a restored hall. Who gains an office
keeps the sessions that an officer may have, see `gaining`.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from unionhall.kernel.people.session_store import row_key

SESSIONS = "people.Session"


class WaysIn(models.QuerySet[Any]):
    """Rows of which each opens the hall for its `person`."""

    def end(self) -> None:
        """Let none of them open it any more."""
        self.delete()


def ways_in() -> Iterator[WaysIn]:
    """All of them, model by model."""
    for model in apps.get_models():
        if isinstance(rows := model._default_manager.all(), WaysIn):
            yield rows


def end_all(person_pk: int, *, but: str | None = None) -> None:
    """End whatever opens the hall for a person, but the session with the cookie `but`."""
    for rows in ways_in():
        theirs = rows.filter(person_id=person_pk)
        is_here = rows.model._meta.label == SESSIONS and but
        (theirs.exclude(pk=row_key(but)) if is_here else theirs).end()


def end_programs(person_pk: int) -> None:
    """End what opens the hall for a person without their having signed in."""
    for rows in ways_in():
        if rows.model._meta.label != SESSIONS:
            rows.filter(person_id=person_pk).end()


def end_everything() -> None:
    """End whatever opens the hall for anybody."""
    for rows in ways_in():
        rows.end()
