"""Whatever somebody types is words: no statement for the database, no template and no mark-up."""

import io
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import openpyxl
import pytest
from django.core import signing
from django.test import Client

from tests.walking import Walker
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web import paging
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import handling
from unionhall.rooms.desk.tests.town import service
from unionhall.rooms.register.importing.models import Upload

if TYPE_CHECKING:
    from tests.town import Town

SQL = (
    "' OR 1=1 --",
    "'; DROP TABLE people_person; --",
    "1) UNION SELECT password FROM people_person --",
    "%' AND pg_sleep(5) --",
    "\\'; SELECT 1",
    "a' & !b | <-> (c",
    "$1",
    "%s %(name)s {0} {name.__class__}",
)
TEMPLATES = ("{{ 7|add:7 }}", "{% include 'base.html' %}", "${7*7}", "{{ settings.SECRET_KEY }}", "#{7*7}")
MARKUP = (
    "<b id=planted>",
    "<script>planted()</script>",
    '"><img src=x onerror=planted()>',
    "' onfocus='planted()",
)
PLANTED = ("<b id=planted>", "<script>planted", "<img src=x", "onfocus='planted")
WORDS = (*SQL, *TEMPLATES, *MARKUP)
FIELDS = (
    "/search/?q={}",
    "/worklist/?whose={}",
    "/worklist/?room={}",
    "/worklist/?late={}",
    "/worklist/?whose=place&after={}",
    "/mine/?after={}",
    "/inbox/?after={}",
    "/offices/?q={}&role={}&place={}",
    "/coverage/?q={}",
    "/desk/?q={}",
    "/desk/board/?until={}&place={}&year={}",
    "/matters/{}/",
    "/journal/?after={}",
    "/account/readings/?after={}",
    "/open311/v2/requests.json?service_request_id={}",
    "/open311/v2/requests.json?service_code={}&status={}",
    "/open311/v2/requests.xml?start_date={}",
    "/open311/v2/services/{}.xml",
)


@pytest.mark.parametrize("place", FIELDS)
def test_words_in_an_address_stay_words(town: "Town", place: str) -> None:
    matter, client, found = town.desk.ask(), Client(), []
    client.force_login(town.coordinator)
    for words in WORDS:
        answer = client.get(place.replace("{}", quote(words, safe="")))
        is_page = not answer.headers["Content-Type"].startswith("application/json")
        text = answer.content.decode() if is_page else ""
        if answer.status_code >= 500 or any(sign in text for sign in (*PLANTED, ">14<")):
            found.append(words)
    assert found == []
    assert Matter.objects.get() == matter
    assert Person.objects.filter(pk=town.member.pk).exists()


@pytest.mark.parametrize("words", WORDS)
def test_words_in_a_request_come_back_as_they_were(town: "Town", words: str) -> None:
    matter = handling.accept(town.desk.ask(description=words), actor=town.steward)
    handling.note(matter, actor=town.steward, text=words)
    assert Request.objects.get().description == words
    client = Client()
    client.force_login(town.steward)
    for address in (f"/matters/{matter.reference}/", "/worklist/", f"/search/?q={quote(words)}"):
        text = client.get(address).content.decode()
        assert not any(sign in text for sign in PLANTED), address


@pytest.mark.parametrize("words", MARKUP)
def test_what_the_catalogue_says_is_no_mark_up(town: "Town", words: str) -> None:
    said = {"en": words}
    question = {
        "code": "odd", "datatype": "string", "label": said, "hint": said, "order": 1, "required": False,
        "values": [],
    }  # fmt: skip
    service("odd", words, questions=[question])
    guest = Client()
    walker = Walker(guest, "/desk/ask/odd/")
    shown = walker.page.content.decode() + walker.say(description="A lamp.").page.content.decode()
    assert walker.step == "q0"
    shown += guest.get("/desk/services/odd/").content.decode() + guest.get("/desk/").content.decode()
    for sign in PLANTED:
        assert sign not in shown
    assert "planted" in shown


def test_a_password_page_still_shows_its_rules_as_a_list(town: "Town") -> None:
    client = Client()
    town.member.set_password("a-quiet-river-4711")
    town.member.save()
    client.force_login(town.member)
    assert "&lt;" not in client.get("/account/password/change/").content.decode()


@pytest.mark.parametrize(
    "position",
    [
        signing.dumps(["2026-01-01", "1 OR 1=1"], salt="another"),
        signing.dumps([1, 2], salt=paging.SALT)[:-1],
        "WzEsMl0:1abc:x",
        "\x00",
    ],
    ids=["elsewhere", "cut", "made up", "zero"],
)
def test_a_position_in_a_list_that_the_hall_did_not_write_begins_at_the_start(
    town: "Town", position: str
) -> None:
    town.desk.ask()
    client = Client()
    client.force_login(town.coordinator)
    answer = client.get("/worklist/", {"whose": "place", "after": position})
    assert answer.status_code == 200
    assert len(answer.context["rows"]) == 1


def workbook(rows: list[list[object]]) -> io.BytesIO:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        assert book.active is not None
        book.active.append(row)
    book.save(content)
    content.seek(0)
    content.name = "members.xlsx"
    return content


@pytest.mark.parametrize("words", ["'; DROP TABLE people_person; --", "{{ 7|add:7 }}", "<b id=planted>"])
def test_words_in_a_table_that_is_brought_in_stay_words(town: "Town", words: str) -> None:
    client = Client()
    client.force_login(town.register_keeper)
    file = workbook(
        [["Number", "Name", "E-mail", "Branch"], ["T1", words, "", "North"], [words, "Li", "", "x"]]
    )
    sent = {"kind": "members", "place": town.mill.pk, "file": file}
    page: Any = client.post("/register/import/", sent, follow=True)
    text = page.content.decode()
    assert page.status_code == 200
    assert not any(sign in text for sign in (*PLANTED, ">14<"))
    assert Upload.objects.count() == 1
    assert Person.objects.filter(pk=town.member.pk).exists()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_a_table_that_is_taken_out_runs_nothing(town: "Town", sign: str) -> None:
    client = Client()
    client.force_login(town.register_keeper)
    file = io.BytesIO(f'Number,Name,E-mail,Branch\nT1,Li,"{sign}1+1",North\n'.encode())
    file.name = "members.csv"
    sent = {"kind": "members", "place": town.mill.pk, "file": file}
    client.post("/register/import/", sent)
    upload = Upload.objects.get()
    lines = client.get(f"/register/import/{upload.uid}/findings.csv").content.decode()
    cells = [cell.strip('"') for line in lines.splitlines() for cell in line.split(",")]
    assert [cell for cell in cells if cell.startswith(sign)] == []
