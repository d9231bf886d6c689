"""What is wrong in a file, or worth knowing, and where."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from unionhall.rooms.register.importing.tables import Table


class Finding(NamedTuple):
    """Something about one cell: the row's number, the column as the file calls it, and what to do.

    A row with an error isn't written; a remark says what is left as it is.
    """

    row: int
    column: str
    words: str
    is_error: bool = True


@dataclass
class Outcome:
    """What a file changes, or has changed.

    Attributes:
        moved: of those who changed, who gets another branch. left: whose membership ends.
        numbered: who gets a member number.
        absent: members of these places whom the file doesn't name; nothing happens to them.
        ignored: columns of the file that aren't read. unread: sheets of the workbook that aren't.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    left: int = 0
    unchanged: int = 0
    rejected: int = 0
    numbered: int = 0
    absent: int = 0
    ignored: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table) -> "Outcome":
        """Of a table of which nothing is judged yet."""
        return cls(rows=len(table.lines), ignored=table.ignored, unread=table.unread)

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.findings if each.is_error]

    @property
    def remarks(self) -> list[Finding]:
        return [each for each in self.findings if not each.is_error]

    @property
    def writes(self) -> int:
        """How many rows there are to write."""
        return self.new + self.changed


def rows_of(findings: Iterable[Finding]) -> list[list[str]]:
    """The findings as a table in the reader's language, its head first."""
    head = [_("Row"), _("Column"), _("What to do")]
    return [head, *([str(each.row), each.column, each.words] for each in findings)]
