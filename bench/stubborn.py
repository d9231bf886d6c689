"""Somebody who sends the same again until the hall answers, and what was acknowledged to them."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from time import monotonic, sleep
from typing import Any

from django.db.models import Model

from bench.clients import Client, Refused

AWAY = 503  # the hall says that it's back in a moment
PATIENCE, PAUSE = 120.0, 0.2  # seconds


@dataclass
class Act:
    """One thing that was sent: what the hall keeps of it now, and whether the hall said that it's done."""

    name: str
    kept: Callable[[], list[Model]]
    is_acknowledged: bool = False


@dataclass
class Notes:
    """All that was sent, how often there was no answer, and each answer that should not have come."""

    acts: list[Act] = field(default_factory=list)
    unanswered: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    @contextmanager
    def trying(self, name: str, kept: Callable[[], list[Model]]) -> Iterator[None]:
        """Send it inside of the block; it counts as acknowledged once the block is left without an error."""
        act = Act(name, kept)
        self.acts.append(act)
        yield
        act.is_acknowledged = True


@dataclass
class Stubborn(Client):
    """Sends the same again while nobody answers."""

    notes: Notes = field(default_factory=Notes)

    def _ask(self, *asked: Any, **how: Any) -> str:
        until = monotonic() + PATIENCE
        while True:
            try:
                return super()._ask(*asked, **how)
            except (Refused, OSError, HTTPException) as trouble:
                self._note(trouble, is_over=monotonic() > until)
            self.connection.close()
            sleep(PAUSE)

    def _note(self, trouble: Exception, *, is_over: bool) -> None:
        """Count it; what no patience mends is raised."""
        is_away = not isinstance(trouble, Refused) or trouble.status == AWAY
        if not is_away or is_over:
            self.notes.failures.append(f"{type(trouble).__name__} {trouble}"[:400])
            raise trouble
        self.notes.unanswered[str(AWAY) if isinstance(trouble, Refused) else type(trouble).__name__] += 1
