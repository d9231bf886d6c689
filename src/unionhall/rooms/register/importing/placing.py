"""The places of a union from a table: written row by row, and taken back where it was only a trial."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import TreeFull
from unionhall.kernel.sheets.cells import Unusable
from unionhall.rooms.register.importing.changes import Change, What, between
from unionhall.rooms.register.importing.columns import title_of
from unionhall.rooms.register.importing.findings import Finding, Outcome
from unionhall.rooms.register.importing.place_lines import PlaceLine, read_place
from unionhall.rooms.register.importing.reach import Reach
from unionhall.rooms.register.importing.tables import Table
from unionhall.rooms.register.importing.writing import lock, may_write

OWN = ("code", "time_zone", "calendar", "rule_pack", "names_by", "address", "contact", "telephone")
WORDED = ("name", "hours", "urgent")


def write_places(
    table: Table, make_reach: Callable[[], Reach], *, write: bool = False, skip_errors: bool = False
) -> "Work":
    """Write the places of a table below those that may be written to; how they were found to be.

    1. Wait for whoever else writes.  2. Write each place once the one above it is there.
    3. Take everything back unless `write`, and unless all is right or errors are skipped.
    """
    with transaction.atomic():
        lock()
        work = Work(table, make_reach())
        work.write_all()
        if not (write and may_write(work.outcome, skip_errors=skip_errors)):
            transaction.set_rollback(True)
    return work


class Work:
    """A table of places on its way: its outcome, and what each row changes."""

    def __init__(self, table: Table, reach: Reach) -> None:
        self.table, self.reach = table, reach
        self.outcome = Outcome.of(table)
        self.changes: list[Change] = []
        self.done: dict[int, int] = {}  # places of the rows so far, with the row

    def write_all(self) -> None:
        waiting = [line for each in self.table.lines if (line := read_place(each, self._refuse))]
        is_progress = True
        while waiting and is_progress:
            later = [line for line in waiting if not self._is_written(line)]
            is_progress, waiting = len(later) < len(waiting), later
        for line in waiting:
            self._try(line, lambda line=line: self._parent(line))  # type: ignore[misc]
        self.outcome.findings.sort()
        self.outcome.rejected = len({each.row for each in self.outcome.errors})

    def _is_written(self, line: PlaceLine) -> bool:
        """Whether the row is dealt with; not while the place above it isn't there."""
        try:
            parent = self._parent(line)
        except Unusable:
            return False
        self._try(line, lambda: self._write(line, parent))
        return True

    def _try(self, line: PlaceLine, act: Callable[[], object]) -> None:
        try:
            act()
        except Unusable as wrong:
            self._refuse(line.row, "parent", str(wrong))
        except TreeFull:
            self._refuse(
                line.row, "parent", _("Too many places stand one below the other. Use fewer levels.")
            )

    def _parent(self, line: PlaceLine) -> Place | None:
        """The place above; None for a row that is the hall's root itself."""
        if line.parent:
            return self.reach.find(line.parent)
        tops = self.reach.tops
        if len(tops) != 1:
            raise Unusable(_("Write the place that it belongs to."))
        return None if self.reach.is_everything and line.means(tops[0]) else tops[0]

    def _write(self, line: PlaceLine, parent: Place | None) -> None:
        place = self._known(line, parent)
        if place is None:
            assert parent is not None
            place = self._add(line, parent)
            self.outcome.new += 1
            self._tell(line, place, {}, _said(place))
        else:
            self._amend(place, line, parent)
        first = self.done.setdefault(place.pk, line.row)
        if first != line.row:
            raise Unusable(_("Row %(row)s is the same place. Leave one of them.") % {"row": first})

    def _known(self, line: PlaceLine, parent: Place | None) -> Place | None:
        if parent is None:
            return self.reach.tops[0]
        if line.code and (known := self.reach.with_code(line.code)):
            return known
        if line.code and Place.objects.filter(code=line.code).exists():
            raise Unusable(_("Another place has the code “%(code)s”. Choose another.") % {"code": line.code})
        below = [place for place in self.reach.places if place.parent_id == parent.pk]
        return next((place for place in below if line.means(place)), None)

    def _add(self, line: PlaceLine, parent: Place) -> Place:
        kind = line.kind or _kind_below(parent)
        if Place.Kind.values.index(kind) < parent.rank:
            raise Unusable(
                _("A place of kind “%(kind)s” can't belong to one of kind “%(above)s”. Correct the kind.")
                % {"kind": Place.Kind(kind).label, "above": Place.Kind(parent.kind).label}
            )
        fields = {name: getattr(line, name) for name in (*OWN, *WORDED)}
        made: Place = Place.objects.add(parent, kind=kind, **fields)
        self.reach.add(made)
        return made

    def _amend(self, place: Place, line: PlaceLine, parent: Place | None) -> None:
        if parent is not None and place.parent_id != parent.pk:
            raise Unusable(_("The hall has it elsewhere. A file can't move a place; ask your administrator."))
        if line.kind and line.kind != place.kind:
            raise Unusable(
                _("The hall has it as “%(kind)s”. A file can't change the kind.")
                % {"kind": Place.Kind(place.kind).label}
            )
        said = {name: value for name in OWN if (value := getattr(line, name))}
        before = _said(place)
        said |= {name: {**getattr(place, name), **getattr(line, name)} for name in WORDED}
        changed = [name for name, value in said.items() if value != getattr(place, name)]
        for name in changed:
            setattr(place, name, said[name])
        if changed:
            place.save(update_fields=changed)
            self._tell(line, place, before, _said(place))
        self.outcome.changed += bool(changed)
        self.outcome.unchanged += not changed

    def _tell(
        self, line: PlaceLine, place: Place, before: dict[str, object], after: dict[str, object]
    ) -> None:
        what = What.CHANGED if before else What.NEW
        self.changes.append(Change(line.row, what, str(place), between(before, after)))

    def _refuse(self, row: int, key: str, words: str) -> None:
        column = self.table.called.get(key) or title_of("places", key)
        self.outcome.findings.append(Finding(row, column, words))


def _kind_below(parent: Place) -> str:
    return Place.Kind.BRANCH if parent.rank < Place.Kind.values.index(Place.Kind.BRANCH) else Place.Kind.AREA


def _said(place: Place) -> dict[str, object]:
    """All that a file can say of a place, by the keys of its columns."""
    worded = {f"{name}:{code}": said for name in WORDED for code, said in getattr(place, name).items()}
    return {name: getattr(place, name) for name in OWN} | worded
