"""Rows of a form, added, moved and taken out by its own buttons: without scripts, and losing no word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar


class Line(Protocol):
    """The form of one row, which a prefix tells from the others."""

    prefix: Any
    called: Any
    is_moved: bool

    def begin_here(self) -> None: ...

    def faulty(self) -> list[Any]: ...


Row = TypeVar("Row", bound=Line)
BUTTON = "line"  # what such a button is called; its value says what to do: "add paper", "drop paper-2"


class Lines(Generic[Row]):
    """Rows of one kind.

    Each keeps the number that its fields are called by as long as the form is open; a hidden field says which
    rows there are, in their order. `touched` is whether a button has just changed them, `is_shorter` whether
    it took one out; what was added or moved is where the cursor is then.
    """

    def __init__(
        self,
        kind: Callable[..., Row],
        prefix: str,
        sent: Mapping[str, Any] | None,
        initial: Sequence[Mapping[str, Any]] = (),
        *,
        called: Any,
        most: int,
        least: int = 0,
    ) -> None:
        self.prefix, self.most = prefix, most
        self.numbers = list(range(max(len(initial), least))) if sent is None else self._sent(sent)
        before = len(self.numbers)
        self.touched, added, moved = self._press(str((sent or {}).get(BUTTON, "")))
        self.is_shorter = len(self.numbers) < before
        begun = dict(enumerate(initial))
        self.rows = [
            kind(sent, prefix=f"{prefix}-{number}", initial=begun.get(number)) for number in self.numbers
        ]
        for place, row in enumerate(self.rows, 1):
            row.called, row.is_moved = called % {"number": place}, row.prefix == moved
            if row.prefix == added:
                row.begin_here()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def is_valid(self) -> bool:
        return not any(row.faulty() for row in self.rows)

    @property
    def is_full(self) -> bool:
        return len(self.numbers) >= self.most

    @property
    def order(self) -> str:
        """What the hidden field says."""
        return " ".join(map(str, self.numbers))

    def _sent(self, sent: Mapping[str, Any]) -> list[int]:
        said = str(sent.get(f"{self.prefix}-rows", "")).split()
        return list(dict.fromkeys(int(each) for each in said if each.isdecimal() and len(each) < 4))[
            : self.most
        ]

    def _press(self, pressed: str) -> tuple[bool, str, str]:
        """Do what a button of these rows says; whether it was one, and the prefix of a row new or moved."""
        act, _blank, what = pressed.partition(" ")
        if act == "add" and what == self.prefix:
            return True, self._add(), ""
        start, _dash, number = what.rpartition("-")
        if start != self.prefix or not number.isdecimal() or int(number) not in self.numbers:
            return False, "", ""
        place = self.numbers.index(int(number))
        if act == "drop":
            del self.numbers[place]
        elif act == "up" and place:
            self.numbers[place - 1 : place + 1] = self.numbers[place], self.numbers[place - 1]
        return True, "", what if act == "up" else ""

    def _add(self) -> str:
        if self.is_full:
            return ""
        self.numbers.append(max(self.numbers, default=-1) + 1)
        return f"{self.prefix}-{self.numbers[-1]}"


def flat(values: Mapping[str, Any], at: str = "") -> dict[str, str]:
    """Initial values, rows among them, as a browser sends what it was given."""
    sent = dict[str, str]()
    for name, value in values.items():
        if isinstance(value, list):
            sent[f"{at}{name}-rows"] = " ".join(str(number) for number in range(len(value)))
            for number, row in enumerate(value):
                sent |= flat(row, f"{at}{name}-{number}-")
        elif value is not None and value is not False:
            sent[f"{at}{name}"] = "on" if value is True else str(value)
    return sent
