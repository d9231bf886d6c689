"""Points at which a process can be made to end, as a power cut would end it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True)
class Fault:
    """The process ends before or after the n-th call of a function: `module:name` or `module:Class.name`."""

    where: str
    is_after: bool
    call: int

    @classmethod
    def read(cls, text: str) -> "Fault":
        where, when, call = text.split()
        return cls(where, when == "after", int(call))

    def __str__(self) -> str:
        return f"{self.where} {'after' if self.is_after else 'before'} {self.call}"

    def arm(self) -> None:
        """Put the fault in its place; it stays for as long as the process lives."""
        module, _, name = self.where.partition(":")
        *classes, function = name.split(".")
        owner: Any = import_module(module)
        for each in classes:
            owner = getattr(owner, each)
        setattr(owner, function, self._deadly(getattr(owner, function)))

    def _deadly(self, function: Callable[..., Any]) -> Callable[..., Any]:
        calls = 0

        def run(*arguments: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == self.call and not self.is_after:
                os._exit(1)
            result = function(*arguments, **named)
            if calls == self.call:
                os._exit(1)
            return result

        return run


COMMIT = "django.db.backends.base.base:BaseDatabaseWrapper._commit"
JOURNAL = "unionhall.kernel.procedures.acting:append"
NOTICES = "unionhall.kernel.procedures.engine:notices"
ROWS = "unionhall.database.writing:write"
FAULTS = [
    Fault(where, is_after, call)
    for where in (JOURNAL, NOTICES, ROWS, COMMIT)
    for is_after in (False, True)
    for call in (1, 2, 3)
]
