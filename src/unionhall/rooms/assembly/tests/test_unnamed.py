"""Who asks the management without their name is in no table, letter or line that anybody could read."""

from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Membership
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.opening import new_matter
from unionhall.rooms.assembly.models import PublicQuestion, QuestionBy, Support
from unionhall.rooms.assembly.procedure import asking_delegates, questions

if TYPE_CHECKING:
    from tests.town import Town

ASKED = "Why are the showers cold?"


def lying() -> set[str]:
    """Every row of every table, as whoever has the database sees it."""
    rows: set[str] = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            rows |= {f"{table} {row}" for (row,) in cursor.fetchall()}
    return rows


def ask(town: "Town", client: Client) -> str:
    """The code that the member reads after asking without a name."""
    day = town.assembly.question_day()
    client.force_login(town.member)
    said = {"meeting": day.pk, "asked": ASKED, "more": "", "named": "without"}
    page = client.post("/assembly/ask-openly/", said).text
    return page.partition('<p class="code">')[2].partition("</p>")[0]


def test_no_row_that_asking_writes_knows_the_member(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    congress.management()
    day = congress.question_day()
    client.force_login(town.member)
    client.get("/assembly/ask-openly/")
    before, name = lying(), str(town.member.name)
    said = {"meeting": day.pk, "asked": ASKED, "more": "", "named": "without"}
    assert client.post("/assembly/ask-openly/", said).status_code == 200
    new = lying() - before
    assert any(ASKED in row for row in new)
    traces = (str(town.member.uid), str(town.member.email), name)
    assert [row for row in new if any(trace in row for trace in traces)] == []
    assert not QuestionBy.objects.exists()
    assert not Access.objects.exists()
    assert {entry.actor for entry in Entry.objects.filter(event="assembly.ask_unnamed")} == {None}


def test_of_persons_the_new_rows_name_only_who_has_it_in_hand(town: "Town", client: Client) -> None:
    manager = town.assembly.congress(3).management()
    ask(town, client)
    matter = Matter.objects.get(kind="question")
    assert (matter.subject, matter.people, matter.handler) == (None, [], manager)
    assert set(Notice.objects.filter(matter=matter).values_list("person", flat=True)) == {manager.pk}


def test_nobody_is_left_out_of_what_all_are_told(town: "Town", client: Client) -> None:
    """Were whoever asked not told of the answer, the gap would name them."""
    manager = town.assembly.congress(3).management()
    ask(town, client)
    matter = questions.answer_openly(
        Matter.objects.get(kind="question"), actor=manager, text="They are mended."
    )
    told = Notice.objects.filter(matter=matter, event="assembly.answer_openly").values_list(
        "person", flat=True
    )
    assert set(told) == set(matter.members(without=manager))
    assert town.member.pk in told


def test_nobody_else_is_left_out_when_it_is_taken_back(town: "Town", client: Client) -> None:
    town.assembly.congress(3).management()
    code = ask(town, client)
    before = lying()
    client.post("/assembly/questions/code/", {"code": code, "take_back": "1"})
    assert [row for row in lying() - before if str(town.member.uid) in row] == []
    assert {entry.actor for entry in Entry.objects.filter(event="assembly.take_question_back")} == {None}


def test_no_page_of_the_management_says_who_asked(town: "Town", client: Client) -> None:
    manager = town.assembly.congress(3).management()
    ask(town, client)
    matter = Matter.objects.get(kind="question")
    client.force_login(manager)
    for address in (f"/matters/{matter.reference}/", "/worklist/", "/assembly/questions/", "/"):
        assert "O&#x27;Neill" not in client.get(address).text, address
    assert "A member without a name" in client.get(f"/matters/{matter.reference}/").text


def test_with_the_code_one_comes_back_reads_the_answer_and_takes_it_back(
    town: "Town", client: Client
) -> None:
    town.assembly.congress(3).management()
    code = ask(town, client)
    client.logout()
    assert ASKED in client.post("/assembly/questions/code/", {"code": code.lower().replace("-", " ")}).text
    page = client.post("/assembly/questions/code/", {"code": code, "take_back": "1"}).text
    assert ASKED not in page
    question = PublicQuestion.objects.get()
    assert (question.matter.state, question.asked, question.matter.wording.text) == ("taken_back", "", "")


def test_a_wrong_code_opens_nothing(town: "Town", client: Client) -> None:
    town.assembly.congress(3).management()
    ask(town, client)
    answer = client.post("/assembly/questions/code/", {"code": "2222-2222-2222-2222-2222"})
    assert answer.status_code == 422
    assert ASKED not in answer.text


def test_sent_twice_it_is_asked_once_with_one_code(town: "Town", client: Client) -> None:
    day = town.assembly.congress(3).question_day()
    client.force_login(town.member)
    key = "6d0a3f5e-3b1c-4c2e-9a57-0f0c6f1f7a11"
    said = {"meeting": day.pk, "asked": ASKED, "more": "", "named": "without", "key": key}
    pages = [client.post("/assembly/ask-openly/", said).text for _twice in range(2)]
    codes = {page.partition('<p class="code">')[2].partition("</p>")[0] for page in pages}
    assert len(codes) == 1
    assert PublicQuestion.objects.count() == 1


def test_no_row_says_who_supports_a_question(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    matter = congress.question(congress.question_day())
    client.force_login(town.neighbour)
    before = lying()
    client.post(f"/assembly/questions/{matter.reference}/support/")
    new = lying() - before
    assert [row for row in new if str(town.neighbour.uid) in row] == []
    assert [row.partition(" ")[0] for row in new] == ["assembly_support"]
    assert len(Support.objects.get().mark) == 64


def test_the_marks_of_two_days_have_nothing_in_common(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    client.force_login(town.neighbour)
    for days in (20, 50):
        matter = congress.question(congress.question_day(days=days))
        client.post(f"/assembly/questions/{matter.reference}/support/")
    assert len(set(Support.objects.values_list("mark", flat=True))) == 2


def test_the_management_sees_what_it_has_in_hand_alone(town: "Town", client: Client) -> None:
    """Where it is no member: no question between a member and their delegate, and no list of people."""
    congress = town.assembly.congress(3)
    manager = congress.management()
    private = new_matter(asking_delegates.ask_delegate, town.north, subject=town.member)
    said = {"mandate": congress.mandates[0], "asked": "Between us?"}
    private = asking_delegates.ask_delegate(private, actor=town.member, **said)
    Membership.objects.filter(person=manager).delete()
    question = congress.question(congress.question_day())
    other = congress.promise(question)
    client.force_login(manager)
    assert set(Matter.objects.visible_to(manager)) == {question, other}
    assert client.get(f"/matters/{private.reference}/").status_code == 404
    assert "Dele Gate" not in client.get("/assembly/mine/").text
    assert client.get("/register/import/").status_code == 403
