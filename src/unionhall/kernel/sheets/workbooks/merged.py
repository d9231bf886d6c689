"""Cells that are merged with the one above them say what that says."""

from collections.abc import Iterable
from typing import Any


class Merged:
    """The merged cells of one sheet, to be asked row by row.

    Args:
        areas: first and last row and first column of each, from 0.
    """

    def __init__(self, areas: Iterable[tuple[int, int, int]]) -> None:
        self._begin = {(first, column): last for first, last, column in areas if last > first}
        self._rows = {row for row, _column in self._begin}
        self._open: dict[int, tuple[int, Any]] = {}  # column → its last row, and what it says

    def fill(self, at: int, row: list[Any]) -> None:
        """Let the cells of the row `at` say it that lie below the first of their area."""
        for column, (last, value) in list(self._open.items()):
            if at > last:
                del self._open[column]
            elif column < len(row):
                row[column] = value
        if at in self._rows:
            begun = {column: value for column, value in enumerate(row) if (at, column) in self._begin}
            self._open |= {column: (self._begin[at, column], value) for column, value in begun.items()}
