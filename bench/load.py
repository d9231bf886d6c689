"""Many matters at once by COPY, each with its request, words, party, deadlines and entries.

They look as the moves leave them; only the chains of their journal are not real: `journal verify` says so.
"""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, connections
from rich.progress import track

from tests.town import person
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures import packs
from unionhall.rooms.desk.models import ServiceVersion

BRANCHES, AREAS = 20, 10  # areas a branch
OPEN_SHARE = 0.1
CHUNK = 20_000
TABLES = {
    "matters_matter": "id,stream,journal_length,journal_head,room,kind,state,procedure_version,rules_id,"
    "place_id,place_path,subject_id,handler_id,opened_at,due_at,clock_at,closed_at,changed_at,sealed",
    "desk_request": "matter_id,service_id,description,answers,address,media_url,channel,consent,referred_to,"
    "flags,rating_text,reach,goes_on_in",
    "journal_entry": "stream,number,event,actor,occurred_at,recorded_at,payload,digest",
    "matters_deadline": "matter_id,rule,state,overdue,starts_at,due_on,due_at,extra,explanation,met_at,"
    "missed_at",
    "matters_wording": "matter_id,text,place_path",
    "matters_party": "matter_id,person_id,capacity",
}
ENGLISH = "bus,stop,lamp,wage,hour,shift,boiler,roof,advice,pension,leave,contract,gate,canteen,shower"
CHINESE = "班车,路灯,工资,加班,宿舍,漏水,食堂,合同,社保,产假,噪音,电梯,停车,饮水,空调,工伤"
SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "zu")
VOCABULARY = 5_000
NEXT_NUMBER = "SELECT setval(pg_get_serial_sequence('matters_matter', 'id'), max(id)) FROM matters_matter"


@dataclass(frozen=True)
class Union:
    """Who is there: areas with their handlers, and members."""

    areas: list[tuple[int, str, int]]  # place, path, handler
    members: list[int]


def load(size: int) -> None:
    """Bring the hall to so many matters of this kind, and let PostgreSQL look at them."""
    union, missing = build_union(size), size - Matter.objects.count()
    if missing <= 0:
        return
    first = (Matter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    with connections["owner"].cursor() as owner, without_indexes(owner):
        for begin in track(range(first, first + missing, CHUNK), description=f"{missing:,} matters"):
            copy(union, range(begin, min(begin + CHUNK, first + missing)))
    tidy_up()


@contextmanager
def without_indexes(owner: Any) -> Iterator[None]:
    """Many rows are indexed faster afterwards than one by one; a load that fails leaves the indexes too."""
    owner.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
        " (SELECT conname FROM pg_constraint)",
        [list(TABLES)],
    )
    indexes = owner.fetchall()
    for name, _definition in indexes:
        owner.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        owner.execute("SET maintenance_work_mem = '1GB'")
        for _name, definition in track(indexes, description="indexes"):
            owner.execute(definition)


def tidy_up() -> None:
    """As the owner of the tables: the next matter gets the next number, and PostgreSQL knows its rows."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(NEXT_NUMBER)
        for table in TABLES:
            cursor.execute(f"VACUUM (ANALYZE) {table}")
    connections["owner"].close()


def build_union(size: int) -> Union:
    """Two hundred areas with a steward each, and a member for every ten matters; what exists is used."""
    root = Place.objects.roots().earliest("path")
    if not Place.objects.filter(name__en="Branch 0").exists():
        for number in range(BRANCHES):
            branch = Place.objects.add(root, kind="branch", name={"en": f"Branch {number}"})
            for which in range(AREAS):
                area = Place.objects.add(branch, kind="area", name={"en": f"Area {number}-{which}"})
                person(f"Steward {number}-{which}", area, "steward")
    stewards = Person.objects.filter(name__startswith="Steward ", offices__role="steward")
    areas = list(stewards.values_list("offices__place", "offices__place__path", "pk"))
    missing = max(100, size // 10) - Person.objects.filter(name="Member").count()
    Person.objects.bulk_create(
        [Person(name="Member", password="!") for _ in range(max(missing, 0))], batch_size=5_000
    )
    return Union(areas, list(Person.objects.filter(name="Member").values_list("pk", flat=True)))


def copy(union: Union, numbers: range) -> None:
    """Write the matters of these numbers, all tables in one transaction."""
    rows: dict[str, list[str]] = {table: [] for table in TABLES}
    version, rules = ServiceVersion.objects.get(service__code="transport").pk, packs.version_id("generic")
    for number in numbers:
        for table, row in matter(number, union, version, rules):
            rows[table].append("\t".join("\\N" if value is None else str(value) for value in row))
    with connection.cursor() as cursor:
        for table, lines in rows.items():
            with cursor.copy(f"COPY {table} ({TABLES[table]}) FROM STDIN") as into:
                into.write("\n".join(lines) + "\n")


def matter(number: int, union: Union, version: int, rules: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every row of one matter; the same number gives the same matter."""
    chance = random.Random(number)
    place, path, handler = chance.choice(union.areas)
    member, stream = chance.choice(union.members), f"{chance.getrandbits(128):032x}"
    is_open = chance.random() < OPEN_SHARE
    opened = NOW - timedelta(days=chance.uniform(0, 12 if is_open else 1_500))
    taken, due = (
        opened + timedelta(hours=chance.uniform(1, 40)),
        opened + timedelta(days=chance.uniform(6, 9)),
    )
    closed = None if is_open else opened + timedelta(days=chance.uniform(2, 10))
    state, digest = "accepted" if is_open else "answered", f"\\\\x{chance.getrandbits(256):064x}"
    missed = NOW if is_open and due < NOW else None
    spine = (due if is_open else None, due if is_open and not missed else None, closed, closed or taken, "f")
    length, text = 2 if is_open else 3, words(chance)
    yield (
        "matters_matter",
        (
            *(
                number,
                stream,
                length,
                digest,
                "desk",
                "transport",
                state,
                1,
                rules,
                place,
                path,
                member,
                handler,
                opened,
            ),
            *spine,
        ),
    )
    yield "desk_request", (number, version, text, "{}", "", "", "web", "f", "", "[]", "", "", "")
    moves = (("desk.ask", opened), ("desk.accept", taken), ("desk.answer", closed))
    for at, (event, when) in enumerate(moves[:length], 1):
        yield "journal_entry", (stream, at, event, None, when, when, "{}", digest)
    acceptance = (
        number,
        "desk.acceptance",
        "received",
        "escalate",
        opened,
        None,
        due,
        0,
        EXPLANATION,
        taken,
        None,
    )
    promise = (
        number,
        "desk.completion",
        "",
        "escalate",
        opened,
        due.date(),
        due,
        0,
        EXPLANATION,
        closed,
        missed,
    )
    yield "matters_deadline", acceptance
    yield "matters_deadline", promise
    yield "matters_wording", (number, text, path)
    yield "matters_party", (number, member, "member")


def words(chance: random.Random) -> str:
    """A text in two languages: few words are frequent, most are rare."""
    others = [word(int(VOCABULARY ** chance.random())) for _ in range(10)]
    topic, chinese = chance.choice(ENGLISH.split(",")), chance.choices(CHINESE.split(","), k=2)
    rare = " carbon monoxide" if chance.random() < 0.001 else ""
    return f"{' '.join(others)} {topic} {''.join(chinese)}{rare}"


def word(number: int) -> str:
    """A word of its own for each number."""
    letters = ""
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[rest]
    return letters


NOW = datetime.now(UTC)
RULE = {
    "key": "desk.completion",
    "amount": 5,
    "unit": "working_days",
    "source": "the catalogue",
    "source_kind": "own",
}
EXPLANATION = json.dumps(
    {"terms": RULE, "counted": [["2026-11-02", "2026-11-06"]], "holidays": [], "pauses": []}
)
