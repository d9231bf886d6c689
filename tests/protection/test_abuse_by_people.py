"""The hall as four people see it who mean no good: a steward, an employer, an administrator and a guesser."""

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from tests.permissions.addresses import SOMETHING, address, arguments, names
from tests.protection.attacks import as_, stopped_by
from tests.protection.crawling import crawl
from tests.proving import proved
from tests.town import person
from unionhall.api import api
from unionhall.cli import hall
from unionhall.kernel.api.scopes import READ, scopes
from unionhall.kernel.api.tokens import make
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.roles import all_roles
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.assembly.apps import MANAGEMENT
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

WORDS = "The foreman takes a share of our pay."
CROWD = ("Ann Areopagus", "Ben Balthazar", "Cem Cardamom")
EMPLOYERS = ("employer", "management", "manager", "company", "police", "government", "state_security", "hr")


@pytest.fixture
def crowd(town: "Town") -> list[str]:
    """Members of the steward's own area who never asked for anything: names, addresses and numbers."""
    people = [person(name, town.north) for name in CROWD]
    for nth, each in enumerate(people):
        each.number, each.phone = f"T9990{nth}", f"+4477009009{nth:02}"
        each.save()
    return [str(said) for each in people for said in (each.name, each.email, each.number, each.phone)]


@pytest.fixture
def complaint(town: "Town") -> Matter:
    matter: Matter = handling.accept(town.desk.ask(description=WORDS), actor=town.steward)
    return matter


def reading(client: Client, town: "Town", matter: Matter, *more: str) -> dict[str, str]:
    """Everything that can be read by following links and by trying every address."""
    filled = arguments(town, matter.reference, SOMETHING)
    starts = [address(name, filled) for name in names() if "logout" not in name]
    return dict(crawl(client, ["/", *more, *starts]))


def told(pages: dict[str, str], secrets: list[str]) -> list[tuple[str, str]]:
    return [(url, secret) for url, text in pages.items() for secret in secrets if secret in text]


@stopped_by(rule=5)
def test_i_am_a_steward_and_read_all_i_can_for_a_list_of_my_area(
    town: "Town", crowd: list[str], complaint: Matter
) -> None:
    guesses = [f"/search/?q={quote(words)}" for words in ("Areopagus", "B", "T9990", "@town.example", "*")]
    assert told(reading(as_(town.steward), town, complaint, *guesses), crowd) == []


@stopped_by(rule=5)
def test_i_am_a_steward_and_have_a_program_read_for_me(
    town: "Town", crowd: list[str], complaint: Matter
) -> None:
    ends_on = timezone.localdate() + timedelta(days=7)
    words = make(town.steward, name="mine", scopes=list(scopes()), ends_on=ends_on)
    program = Client(headers={"authorization": f"Bearer {words}"})
    filled = {"reference": complaint.reference, "move": "accept", "uid": SOMETHING, "number": town.north.pk}
    known = {**filled, "code": town.desk.service.service.code}
    paths = [
        path.format(**known) for path, item in api.get_openapi_schema()["paths"].items() if "get" in item
    ]
    assert len(paths) > 4
    tries = [
        f"{path}?{query}" for path in paths for query in ("", "q=B", "member=1", "limit=1000", "place=1")
    ]
    assert told({path: program.get(path).content.decode() for path in tries}, crowd) == []


@stopped_by(rule=10)
def test_i_am_the_employer_and_look_for_my_door() -> None:
    """Whoever must answer the congress for the management holds an office, and no door: they read what
    members read, and what was asked of them (`test_unnamed.py` of the assembly).
    """
    places = [
        *(role for role in all_roles() if role != MANAGEMENT),
        *names(),
        *scopes(),
        *hall.commands,
        *json.dumps(api.get_openapi_schema()).split('"'),
    ]
    parts = {part for place in places for part in str(place).lower().replace(":", "_").split("_")}
    assert parts & set(EMPLOYERS) == set()


@stopped_by(rule=7)
@pytest.mark.parametrize("signed_in", [True, False])
def test_i_am_the_employer_and_want_to_know_who_complained(
    town: "Town", complaint: Matter, signed_in: bool
) -> None:
    """With an account or without: somebody without membership and office is a stranger."""
    manager = person("Max Manager", town.north, member=False)
    client = as_(manager) if signed_in else Client()
    secrets = [town.member.name, str(town.member.email), "foreman", "share of our pay"]
    tries = [f"/search/?q={quote(words)}" for words in ("foreman", complaint.reference, "pay")]
    public = [f"/open311/v2/requests/{complaint.reference}.json", "/open311/v2/requests.json"]
    pages = reading(client, town, complaint, *tries, *public)
    assert [each for each in told(pages, secrets) if f"q={each[1]}" not in each[0]] == []


@stopped_by(rule=7)
def test_i_administer_the_hall_and_read_all_i_can_of_one_member(town: "Town", complaint: Matter) -> None:
    secrets = [town.member.name, str(town.member.email), "foreman"]
    admin = as_(town.administrator)
    tries = [f"/search/?q={quote(str(town.member.email))}", f"/journal/proofs/{complaint.reference}.json"]
    read = reading(admin, town, complaint, *tries)
    pages = {url: text.replace(str(town.member.email), "") for url, text in read.items()}
    assert told(pages, secrets) == []
    ends_on = timezone.localdate() + timedelta(days=7)
    words = make(town.administrator, name="mine", scopes=[READ], ends_on=ends_on)
    answer = Client().get(f"/api/matters/{complaint.reference}", headers={"authorization": f"Bearer {words}"})
    assert answer.status_code == 404


@stopped_by(rule=7)
def test_i_administer_the_hall_and_look_somebody_up_unseen(town: "Town") -> None:
    as_(town.administrator).post("/lost-steps/", {"exactly": town.member.email})
    line = Access.objects.get(subject=town.member.uid)
    assert (line.reader, line.role) == (town.administrator.uid, "administrator")
    assert "Administrator" in as_(town.member).get("/account/readings/").content.decode()


@stopped_by(rule=7)
def test_i_guess_addresses(town: "Town", complaint: Matter) -> None:
    """What is another's and what does not exist answer alike, so that nothing is learned by counting up."""
    guesser = as_(town.outsider)
    year, number = complaint.reference.split("-")[1:]
    near = [f"D-{year}-{int(number) + step:06}" for step in range(-3, 4)]
    for shape in ("/matters/{}/", "/matters/{}/note/", "/journal/proofs/{}.json"):
        answers = [guesser.get(shape.format(each)) for each in near]
        assert {answer.status_code for answer in answers} == {404}
        said = zip(near, answers, strict=True)
        assert len({without_token(answer).replace(each, "") for each, answer in said}) == 1


def without_token(answer: Any) -> str:
    """A page without what stands in it once only."""
    return re.sub(r'(csrfmiddlewaretoken" value)="\w+"', r"\1", answer.content.decode())


@stopped_by(rule=7)
def test_i_forge_what_the_hall_signed(town: "Town", complaint: Matter) -> None:
    ends_on = timezone.localdate() + timedelta(days=7)
    words = make(town.member, name="mine", scopes=[READ], ends_on=ends_on)
    for forged in (words[:-1] + ("A" if words[-1] != "A" else "B"), words.upper(), words[:-1], f"{words} "):
        answer = Client().get("/api/matters", headers={"authorization": f"Bearer {forged}x"})
        assert answer.status_code == 401
    session = Client()
    session.cookies["sessionid"] = signing.dumps({"_auth_user_id": str(town.member.pk)})
    assert session.get("/mine/").status_code == 302
    key = signing.dumps(SOMETHING, key="another", salt="unionhall.lost_step")
    assert "lost" not in str(session.get(f"/account/object/{key}/").context.get("lost", ""))
    draft = signing.dumps({"version": town.desk.service.pk}, key="another")
    assert Client().post("/desk/ask/transport/", {"draft": draft}).status_code == 400


@stopped_by(rule=10)
def test_i_take_my_own_copy_to_learn_of_others(town: "Town", complaint: Matter) -> None:
    town.desk.ask(member=town.neighbour, description="The neighbour's own words.")
    client = proved(town.member)
    answer: Any = client.post("/account/data/copy/", {"person": town.neighbour.pk, "pk": town.neighbour.pk})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as copy:
        said = b"".join(copy.read(name) for name in copy.namelist()).decode(errors="ignore")
    answer.close()
    assert WORDS in said
    others = (town.neighbour.name, str(town.neighbour.email), "neighbour's own", str(town.steward.email))
    for secret in others:
        assert secret not in said


@stopped_by(rule=10)
def test_i_bring_a_file_in_to_take_people_out(town: "Town", crowd: list[str]) -> None:
    """A register keeper of another branch names everybody's number; what comes back names nobody."""
    other = person("Olga Keeper", town.harbour, "register_keeper")
    numbers = Person.objects.exclude(number="").exclude(number=None).values_list("number", flat=True)
    rows = "".join(f"{number},X,,Quay\n" for number in numbers)
    file = io.BytesIO(f"Number,Name,E-mail,Branch\n{rows}".encode())
    file.name = "members.csv"
    sent = {"kind": "members", "place": town.harbour.pk, "file": file}
    page: Any = as_(other).post("/register/import/", sent, follow=True)
    named = [secret for secret in crowd if not secret.startswith("T9990")]
    assert [secret for secret in named if secret in page.content.decode()] == []
    assert Access.objects.filter(reader=other.uid, purpose="lookup").exists()
