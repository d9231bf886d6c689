"""What a row means for the memberships of its person: nothing, another branch, an end, or a new beginning.

A cell that is empty changes nothing, and an old file doesn't bring back who has left since.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.register.importing.members import MemberLine


class Impossible(Exception):
    """The days of a row and of the hall exclude each other; `key` is the column."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key, self.words = key, words


@dataclass(slots=True)
class Decision:
    """Memberships to begin and to alter; `remark` is for the reader, about the column `until`."""

    begun: Membership | None = None
    altered: list[Membership] | None = None
    moves: bool = False
    leaves: bool = False
    remark: str = ""

    @property
    def changes(self) -> bool:
        return self.begun is not None or bool(self.altered)


def decide(line: MemberLine, person: Person, held: list[Membership], today: date) -> Decision:
    """What happens to somebody's memberships of which `held` is every one that may be changed.

    Raises Impossible.
    """
    last = held[-1] if held else None
    if last is None:
        return _begin(line, person, line.place, today)
    place = line.place or last.place
    if _has_begun_again(line, last):
        return _begin(line, person, place, today)
    if place.pk != last.place_id:
        return _move(line, last, place, today)
    return _amend(line, last, last.from_on if line.from_on is None else line.from_on, today)


def _has_begun_again(line: MemberLine, last: Membership) -> bool:
    return last.until_on is not None and line.from_on is not None and line.from_on > last.until_on


def _begin(line: MemberLine, person: Person, place: Place | None, today: date) -> Decision:
    if place is None:
        raise Impossible("branch", _("Write the branch: it is not known for a new member."))
    from_on = line.from_on or _begins(line, today)
    begun = Membership(person=person, place=place, from_on=from_on, until_on=line.until_on)
    return Decision(begun=begun, leaves=line.until_on is not None)


def _move(line: MemberLine, last: Membership, place: Place, today: date) -> Decision:
    """To another branch, without a gap; a beginning that isn't later corrects the present membership."""
    if last.until_on and last.until_on < today:
        return Decision(remark=_has_left(last))
    from_on = line.from_on or _begins(line, today)
    if from_on <= last.from_on:
        corrected = _amend(line, last, from_on, today)
        last.place, corrected.altered, corrected.moves = place, [last], True
        return corrected
    begun = Membership(person=last.person, place=place, from_on=from_on, until_on=line.until_on)
    last.until_on = from_on - timedelta(days=1)
    return Decision(begun=begun, altered=[last], moves=True, leaves=line.until_on is not None)


def _amend(line: MemberLine, last: Membership, from_on: date, today: date) -> Decision:
    until_on = line.until_on or last.until_on
    if until_on and until_on < from_on:
        raise Impossible(
            "until",
            _("In the hall the membership began on %(day)s, after this. Correct one of the days.")
            % {"day": from_on.isoformat()},
        )
    is_same = (from_on, until_on) == (last.from_on, last.until_on)
    leaves = until_on != last.until_on
    last.from_on, last.until_on = from_on, until_on
    has_left = line.until_on is None and until_on is not None and until_on < today
    return Decision(
        altered=None if is_same else [last], leaves=leaves, remark=_has_left(last) if has_left else ""
    )


def _begins(line: MemberLine, today: date) -> date:
    """When a membership begins of which the row doesn't say it: today, or on its last day if that is past."""
    return min(today, line.until_on or today)


def _has_left(last: Membership) -> str:
    return _(
        "The hall has them as a member until %(day)s, and it stays so. If they came back, write from when."
    ) % {"day": last.until_on.isoformat() if last.until_on else ""}
