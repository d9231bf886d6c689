"""What comes this week for somebody, in one list: what is due in their matters, and votes."""

from collections.abc import Sequence
from datetime import datetime

from unionhall.kernel.contract import Coming, Due
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import parts
from unionhall.kernel.web import rows
from unionhall.kernel.web.rows import Row


def together(matters: Sequence[Matter], shown: Sequence[Row], person: Person, until: datetime) -> list[Row]:
    """The rows of matters and what comes beside them, the soonest first; `shown` are the matters' rows."""
    dated = [(each.due_at or until, row) for each, row in zip(matters, shown, strict=True)]
    beside = [(each.at, _row(each)) for each in _beside(person, until)]
    return [row for _at, row in sorted([*dated, *beside], key=lambda each: each[0])]


def _beside(person: Person, until: datetime) -> list[Coming]:
    """By the `due` modules of the hall's parts: a vote, say."""
    return [each for part in parts() if (due := Due.of(part)) for each in due.this_week(person, until)]


def _row(coming: Coming) -> Row:
    """As a line of a list of matters; it has no reference and no stations."""
    tone = "soon" if coming.is_soon else "calm"
    return Row(
        reference="",
        title=coming.what,
        room=coming.room,
        url=coming.url,
        where="",
        due=rows.Due(tone=tone, sentence=str(coming.when), explanation=[]),
        handler="",
        place="",
        stations=[],
        words="",
        sealed=False,
        age="",
        asked_on="",
    )
