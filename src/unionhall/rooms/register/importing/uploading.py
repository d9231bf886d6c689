"""What a register keeper does with a file: have it checked, and then written."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import BinaryIO
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.places import tree
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.sheets.refusals import Unreadable
from unionhall.rooms.register.importing.models import (
    Choice,
    Upload,
    keep_sheets,
    packed_choices,
    packed_outcome,
    packed_table,
)
from unionhall.rooms.register.importing.placing import Work, write_places
from unionhall.rooms.register.importing.planning import Plan, plan_members
from unionhall.rooms.register.importing.reach import Reach
from unionhall.rooms.register.importing.tables import Reading, Table, Undecided, read, read_as
from unionhall.rooms.register.importing.writing import write_members

ROLE = "register_keeper"
MOST_ROWS = 50_000
MOST_STRANGERS = 20  # people of other places whom one keeper's files may mean in an hour
LOGGED_AS = "register.import"


def kept_places(person: Person) -> list[Place]:
    """The places whose register the person keeps, the highest first and none below another."""
    kept = {office.place.path: office.place for office in person.current_offices if office.role == ROLE}
    return [place for path, place in sorted(kept.items()) if not set(tree.lineage(path)[:-1]) & set(kept)]


def check(file: BinaryIO, name: str, *, kind: str, place: Place, by: Person) -> Upload:
    """Read a file and keep what it would change, for a day; nothing is written to the register.

    Where it can be read in several ways these are kept, until one is chosen.
    Raises Unreadable, also for a file about people of other places.
    """
    upload = Upload(keeper=by, place=place, kind=kind, name=name[:60])
    try:
        table = read(file, kind, most=MOST_ROWS)
    except Undecided as undecided:
        choices = list(_choices(file, kind, undecided.readings))
        if not choices:
            read_as(file, kind, undecided.readings[0].way, most=MOST_ROWS)  # says why it is none
        upload.content = packed_choices(choices)
        upload.save()
        return upload
    return _check(upload, table, by)


def decide(uid: object, number: int, *, by: Person) -> Upload:
    """Check the table of an upload that somebody chose among those it may be.

    Raises Upload.DoesNotExist and Unreadable; IndexError where there is no such choice.
    """
    with transaction.atomic():
        upload: Upload = Upload.objects.fresh().select_for_update().get(uid=uid, keeper=by)
        return _check(upload, upload.choices()[number].table, by) if upload.is_undecided else upload


def _choices(file: BinaryIO, kind: str, readings: Sequence[Reading]) -> Iterator[Choice]:
    """Each table that the file may be; where a reading fails further down, it is none of them."""
    for meant in readings:
        with suppress(Unreadable):
            table = read_as(file, kind, meant.way, most=MOST_ROWS)
            yield Choice(meant.label, meant.names(), bool(meant.way.sheet), table)


def _check(upload: Upload, table: Table, by: Person) -> Upload:
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=by.pk)
        checked = _checked(table, upload.place, by)
        upload.content, upload.outcome = packed_table(table), packed_outcome(checked.outcome)
        upload.save()
        keep_sheets(upload, checked.changes)
    return upload


def write(uid: object, *, by: Person, gives_numbers: bool) -> Upload:
    """Write what was checked; done already, it is left alone, so that a second click changes nothing.

    `gives_numbers`: to members who have none.

    1. Lock the upload.  2. Check it anew, for the hall as it is now.
    3. Write all of it, or on an error nothing.  4. Throw the table away once it is written.
    """
    with transaction.atomic():
        upload: Upload = Upload.objects.fresh().select_for_update().get(uid=uid, keeper=by)
        if upload.written_at is None and not upload.is_undecided:
            written = _written(upload, gives_numbers=gives_numbers)
            upload.outcome = packed_outcome(written.outcome)
            if not written.outcome.rejected:
                upload.written_at, upload.content = timezone.now(), None
            upload.save(update_fields=["outcome", "written_at", "content"])
            keep_sheets(upload, written.changes)
    return upload


def forget() -> int:
    """Throw away what nobody has written for a day; how many tables that were."""
    over = Upload.objects.over()
    thrown = over.count()
    over.delete()
    return thrown


def _checked(table: Table, place: Place, by: Person) -> Plan | Work:
    if table.kind == Upload.Kind.PLACES:
        return write_places(table, lambda: Reach([place]))
    plan = plan_members(table, Reach([place]))
    _log(plan, place, by)
    return plan


def _written(upload: Upload, *, gives_numbers: bool) -> Plan | Work:
    table = upload.table()

    def reach() -> Reach:
        return Reach([upload.place])

    if table.kind == Upload.Kind.PLACES:
        return write_places(table, reach, write=True)
    return write_members(lambda: plan_members(table, reach(), gives_numbers=gives_numbers))


def _log(plan: Plan, place: Place, by: Person) -> None:
    """Write down who was looked for beyond the keeper's places; Unreadable where those are too many."""
    past = Access.objects.filter(
        reader=by.uid,
        subject__isnull=False,
        what__startswith=LOGGED_AS,
        at__gt=timezone.now() - timedelta(hours=1),
    )
    if plan.strangers and past.count() + len(plan.strangers) > MOST_STRANGERS:
        raise Unreadable(
            _("Too many rows are about people who don't belong to %(place)s. Take them out of the file.")
            % {"place": place}
        )
    reading.record(
        reader=by.uid,
        subjects=[person.uid for person in plan.strangers],
        purpose=Access.Purpose.LOOKUP,
        what=f"{LOGGED_AS} {uuid4().hex[:12]}",
        role=ROLE,
        place=place.logged_as,
    )
