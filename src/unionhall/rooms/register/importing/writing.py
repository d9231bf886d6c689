"""Writing a plan: everything in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Callable

from allauth.account.models import EmailAddress
from django.db import connection, transaction

from unionhall.kernel.people.models import Membership, Person
from unionhall.rooms.register.book.numbering import locked, take_several
from unionhall.rooms.register.importing.changes import with_number
from unionhall.rooms.register.importing.findings import Outcome
from unionhall.rooms.register.importing.planning import Plan

IMPORT_LOCK = 7_311_101  # of two who write a register, one goes first
BATCH = 1_000


def write_members(make_plan: Callable[[], Plan], *, skip_errors: bool = False) -> Plan:
    """Plan anew and write it in one transaction; with an error in any row nothing, unless these are skipped.

    1. Wait for whoever else writes.  2. Plan, for the hall as it is now.  3. Give numbers to those without.
    4. Write people, then memberships.
    """
    with transaction.atomic():
        lock()
        plan = make_plan()
        if may_write(plan.outcome, skip_errors=skip_errors):
            _write(plan)
    return plan


def may_write(outcome: Outcome, *, skip_errors: bool) -> bool:
    return skip_errors or not outcome.rejected


def lock() -> None:
    """Let nobody else write a register until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _write(plan: Plan) -> None:
    _give_numbers(plan)
    Person.objects.bulk_create(plan.people, batch_size=BATCH)
    by_fields: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person, fields in plan.amended:
        by_fields[tuple(fields)].append(person)
    for names, people in by_fields.items():
        Person.objects.bulk_update(people, names, batch_size=BATCH)
    _forget_unproved(plan)
    Membership.objects.bulk_update(plan.altered, ["place", "from_on", "until_on"], batch_size=BATCH)
    Membership.objects.bulk_create(plan.begun, batch_size=BATCH)


def _give_numbers(plan: Plan) -> None:
    """In the order of the rows; the series is held before people are, as by who accepts a member."""
    if not plan.numberless:
        return
    numbers = take_several(locked(), len(plan.numberless), besides=plan.named)
    given = dict(zip(plan.numberless, numbers, strict=True))
    for row, person in plan.numberless.items():
        person.number = given[row]
    plan.changes = [
        with_number(each, given[each.row]) if each.row in given else each for each in plan.changes
    ]


def _forget_unproved(plan: Plan) -> None:
    """Nobody confirms an address that the register has replaced."""
    changed = [person.pk for person, fields in plan.amended if "email" in fields]
    EmailAddress.objects.filter(user__in=changed, verified=False).delete()
