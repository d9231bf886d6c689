"""What a table of members would change, row by row, before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Membership, Person
from unionhall.rooms.register.importing.changes import GIVEN, Change, Detail, What, between
from unionhall.rooms.register.importing.deciding import Decision, Impossible, decide
from unionhall.rooms.register.importing.findings import Outcome
from unionhall.rooms.register.importing.matching import Known, Matches, NotTheirs
from unionhall.rooms.register.importing.members import MemberLine, MemberReader
from unionhall.rooms.register.importing.reach import Reach
from unionhall.rooms.register.importing.tables import Table

FIELDS = ("number", "name", "email", "phone", "language")
REACHED_BY = ("email", "phone")


@dataclass
class Plan:
    """What there is to write, and what is to be told of it.

    Attributes:
        gives_numbers: to members who have none. numberless: whom that means, by their rows.
        named: the member numbers of the file, which nobody else gets.
        changes: what each row does. strangers: people of other places whom rows mean; each of them can read
            that somebody tried.
    """

    outcome: Outcome
    gives_numbers: bool = True
    numberless: dict[int, Person] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    changes: list[Change] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    amended: list[tuple[Person, list[str]]] = field(default_factory=list)
    begun: list[Membership] = field(default_factory=list)
    altered: list[Membership] = field(default_factory=list)
    strangers: list[Person] = field(default_factory=list)


def plan_members(
    table: Table, reach: Reach, today: date | None = None, *, gives_numbers: bool = True
) -> Plan:
    """What the table means for the hall as it is now; errors are among the findings of its outcome."""
    plan = Plan(Outcome.of(table), gives_numbers)
    reader = MemberReader(table, reach, plan.outcome.findings)
    plan.named = reader.numbers
    lines = [line for each in table.lines if (line := reader.read(each))]
    matches = Matches(lines, reach)
    day = today or timezone.localdate()
    for line in lines:
        _plan_line(plan, reader, line, matches, day)
    plan.outcome.findings.sort()
    plan.outcome.rejected = len({each.row for each in plan.outcome.errors})
    plan.outcome.absent = _absent(reach, matches, day)
    return plan


def _plan_line(plan: Plan, reader: MemberReader, line: MemberLine, matches: Matches, today: date) -> None:
    try:
        known = matches.find(line)
        before = _state(known) if known else {}
        person = known.person if known else _new(line)
        decision = decide(line, person, known.held if known else [], today)
        if known is None and not line.name:
            raise Impossible("name", _("Write the name: it is not known for a new member."))
    except (NotTheirs, Impossible) as wrong:
        reader.refuse(line.row, wrong.key, wrong.words)
        if isinstance(wrong, NotTheirs) and wrong.person:
            plan.strangers.append(wrong.person)
        return
    if decision.remark:
        reader.refuse(line.row, "until", decision.remark, is_error=False)
    changed = _amend(reader, line, known) if known else []
    changed += _number(plan, line, person, decision, known)
    _count(plan, decision, is_new=known is None, changed=changed)
    if known is None:
        plan.people.append(person)
    elif changed:
        plan.amended.append((person, changed))
    plan.begun += [decision.begun] if decision.begun else []
    plan.altered += decision.altered or []
    _tell(plan, line, before, person, decision)


def _number(
    plan: Plan, line: MemberLine, person: Person, decision: Decision, known: Known | None
) -> list[str]:
    """Whoever is a member by then and has no number gets one when it is written."""
    last = decision.begun or (known.held[-1] if known and known.held else None)
    is_over = last is None or last.until_on is not None
    if person.number or is_over or not plan.gives_numbers:
        return []
    plan.numberless[line.row] = person
    plan.outcome.numbered += 1
    return ["number"]


def _tell(
    plan: Plan, line: MemberLine, before: dict[str, object], person: Person, decision: Decision
) -> None:
    """Keep what the row does, field by field."""
    last = decision.begun or next(iter(decision.altered or ()), None)
    after = _fields(person) | (_held(last) if last else {})
    given = [Detail(GIVEN, "", "")] if line.row in plan.numberless else []
    details = given + between(before, after)
    what = What.NEW if not before else What.ENDED if decision.leaves else What.CHANGED
    if details:
        called = line.name or line.number or line.email or line.phone
        plan.changes.append(Change(line.row, what, called, details))


def _state(known: Known) -> dict[str, object]:
    held = _held(known.held[-1]) if known.held else {}
    return _fields(known.person) | held


def _fields(person: Person) -> dict[str, object]:
    language = dict(settings.LANGUAGES).get(person.language, person.language)
    return {**{name: getattr(person, name) for name in FIELDS}, "language": language}


def _held(membership: Membership) -> dict[str, object]:
    return {
        "branch": membership.place,
        "from": membership.from_on,
        "until": membership.until_on,
    }


def _count(plan: Plan, decision: Decision, *, is_new: bool, changed: list[str]) -> None:
    is_changed = bool(changed) or decision.changes
    plan.outcome.new += is_new
    plan.outcome.changed += not is_new and is_changed
    plan.outcome.unchanged += not is_new and not is_changed
    plan.outcome.moved += decision.moves
    plan.outcome.left += decision.leaves


def _new(line: MemberLine) -> Person:
    """Somebody who signs in by a code at first, since there is no password yet."""
    language = line.language or get_language() or "en"
    return Person(
        number=line.number,
        name=line.name,
        email=line.email or None,
        phone=line.phone,
        language=language,
        password=make_password(None),
        joined_on=line.from_on or timezone.localdate(),
    )


def _amend(reader: MemberReader, line: MemberLine, known: Known) -> list[str]:
    """Give a person what the row says; the names of the fields that changed."""
    changed = [name for name, value in _said(line) if value != getattr(known.person, name)]
    for name in [name for name in REACHED_BY if name in changed and known.keeps_own]:
        words = _("It differs from what they use themselves, and stays so. They can change it.")
        reader.refuse(line.row, name, words, is_error=False)
        changed.remove(name)
    for name in changed:
        setattr(known.person, name, getattr(line, name))
    return changed


def _said(line: MemberLine) -> Iterator[tuple[str, str]]:
    return ((name, value) for name in FIELDS if (value := getattr(line, name)))


def _absent(reach: Reach, matches: Matches, today: date) -> int:
    """How many members of these places the table doesn't name."""
    current = Membership.objects.current(today).values_list("person", "place__path")
    return len({person for person, path in current if reach.covers(path)} - matches.matched)
