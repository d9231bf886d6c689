"""A question to the management, from asking to the answer, and support for it."""

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.between import supporting
from unionhall.rooms.assembly.between.showing import asked_for
from unionhall.rooms.assembly.models import PublicPromise, PublicQuestion, Support
from unionhall.rooms.assembly.procedure import questions

if TYPE_CHECKING:
    from tests.town import Town

FEWER = "Fewer than ten members support it."


def fresh(matter: Matter) -> Matter:
    found: Matter = Matter.objects.select_related("place", "handler", "publicquestion").get(pk=matter.pk)
    return found


def test_the_management_has_it_in_hand_until_a_week_after_the_day(town: "Town") -> None:
    congress = town.assembly.congress(3)
    manager, day = congress.management(), congress.question_day(days=20)
    matter = congress.question(day)
    due = matter.deadlines.get(rule="assembly.question_day")
    assert (matter.handler, due.due_on) == (manager, timezone.localdate() + timedelta(days=27))


def test_without_a_representative_whoever_leads_has_it(town: "Town") -> None:
    congress = town.assembly.congress(3)
    assert congress.question(congress.question_day()).handler in (congress.leader, congress.secretary)


def test_a_member_asks_with_their_name(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    congress.management()
    day = congress.question_day()
    client.force_login(town.member)
    said = {"meeting": day.pk, "asked": "When is the roof mended?", "more": "", "named": "with"}
    page = client.post("/assembly/ask-openly/", said, follow=True).text
    assert "When is the roof mended?" in page
    assert "Mei O&#x27;Neill" in page or "Mei O'Neill" in page


def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    day = congress.question_day()
    client.force_login(town.member)
    answer = client.post("/assembly/ask-openly/", {"meeting": day.pk, "asked": "", "more": "The roof leaks"})
    assert answer.status_code == 422
    assert "The roof leaks" in answer.text
    assert not PublicQuestion.objects.exists()


def test_who_is_no_member_there_can_not_ask(town: "Town", client: Client) -> None:
    town.assembly.congress(3).question_day()
    client.force_login(town.outsider)
    assert "No question day is planned" in client.get("/assembly/ask-openly/").text


def test_the_answer_is_read_by_every_member_with_what_it_promises(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = congress.question(congress.question_day())
    client.force_login(manager)
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    said = {"text": "In March.", "promised": "The roof is mended", "owner": "Works office", "until": until}
    said["key"] = str(uuid4())
    client.post(f"/matters/{matter.reference}/answer-openly/", said)
    client.force_login(town.neighbour)
    page = client.get(f"/matters/{matter.reference}/").text
    assert "In March." in page
    assert "Works office" in page
    assert PublicPromise.objects.get().source == matter
    assert Entry.objects.under(uuid5(UUID(said["key"]), "promise")).get().event == "assembly.promise"


def test_half_a_promise_is_refused_and_nothing_is_answered(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = congress.question(congress.question_day())
    client.force_login(manager)
    said = {"text": "In March.", "promised": "The roof is mended"}
    answer = client.post(f"/matters/{matter.reference}/answer-openly/", said, follow=True)
    assert answer.text.count("A promise needs this") >= 2
    assert (fresh(matter).state, PublicPromise.objects.count()) == ("asked", 0)


def test_a_member_can_not_answer(town: "Town") -> None:
    congress = town.assembly.congress(3)
    congress.management()
    with pytest.raises(NotAllowed):
        questions.answer_openly(
            congress.question(congress.question_day()), actor=town.neighbour, text="Never."
        )


def test_unanswered_it_goes_to_whoever_leads_and_comes_back_with_a_new_day(town: "Town") -> None:
    congress = town.assembly.congress(3)
    manager = congress.management()
    matter = congress.question(congress.question_day(days=3))
    clock.tick(timezone.now() + timedelta(days=11))
    matter = fresh(matter)
    assert (matter.state, matter.handler) == ("escalated", congress.leader)
    until = timezone.localdate() + timedelta(days=40)
    matter = questions.give_question_back(matter, actor=congress.leader, until=until, text="Agreed.")
    assert (matter.state, matter.handler) == ("asked", manager)


def test_support_is_shown_from_ten_on(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    matter = congress.question(congress.question_day())
    client.force_login(town.neighbour)
    address = f"/matters/{matter.reference}/"
    for number, person in enumerate(congress.supporters(10)):
        assert FEWER in client.get(address).text, number
        supporting.support(matter, person)
        supporting.support(matter, person)
    assert "At least 10 members support it." in client.get(address).text


def test_neither_number_nor_order_tells_of_fewer_than_ten(town: "Town") -> None:
    congress = town.assembly.congress(3)
    day = congress.question_day()
    people, numbers = congress.supporters(19), {"None?": 0, "Nine?": 9, "Ten?": 10, "Nineteen?": 19}
    for words, number in numbers.items():
        matter = congress.question(day, words)
        for person in people[:number]:
            supporting.support(matter, person)
    asked = {each["asked"]: each["supported"] for each in asked_for(day)}
    assert [*asked] == ["Ten?", "Nineteen?", "None?", "Nine?"]
    assert [*asked.values()] == [*["At least 10 members support it."] * 2, FEWER, FEWER]


def test_whoever_is_no_member_there_supports_nothing(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    matter = congress.question(congress.question_day())
    client.force_login(town.outsider)
    assert client.post(f"/assembly/questions/{matter.reference}/support/").status_code == 404
    assert not Support.objects.exists()


def test_support_can_be_taken_back(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    matter = congress.question(congress.question_day())
    client.force_login(town.neighbour)
    client.post(f"/assembly/questions/{matter.reference}/support/")
    assert Support.objects.count() == 1
    client.post(f"/assembly/questions/{matter.reference}/support/", {"stop": "1"})
    assert Support.objects.count() == 0


def test_joined_questions_keep_all_and_count_nobody_twice(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    day = congress.question_day()
    matter, other = congress.question(day, "The roof?"), congress.question(day, "When is the roof mended?")
    people = congress.supporters(12)
    for person in people[:8]:
        supporting.support(matter, person)
    for person in people[4:]:
        supporting.support(other, person)
    questions.join_question(matter, actor=congress.secretary, other=other, text="The same roof.")
    assert (Support.objects.filter(matter=other).count(), supporting.shown(fresh(other))) == (12, 10)
    client.force_login(town.neighbour)
    assert "The roof?" in client.get(f"/matters/{other.reference}/").text
    assert other.reference in client.get(f"/matters/{matter.reference}/").text


def test_a_joined_one_can_be_parted_again_by_a_member_with_a_reason(town: "Town") -> None:
    congress = town.assembly.congress(3)
    day = congress.question_day()
    matter, other = congress.question(day, "The roof?"), congress.question(day, "The wall?")
    matter = questions.join_question(matter, actor=congress.leader, other=other, text="The same.")
    matter = questions.part_question(matter, actor=town.member, text="A wall is no roof.")
    assert (matter.state, fresh(matter).publicquestion.joined) == ("escalated", None)


def test_questions_of_two_days_are_not_joined(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.question(congress.question_day(days=20))
    other = congress.question(congress.question_day(days=50))
    with pytest.raises(Wrong, match="another question day"):
        questions.join_question(matter, actor=congress.secretary, other=other, text="The same.")


def test_the_management_joins_none(town: "Town") -> None:
    congress = town.assembly.congress(3)
    manager, day = congress.management(), congress.question_day()
    with pytest.raises(NotAllowed):
        questions.join_question(
            congress.question(day), actor=manager, other=congress.question(day), text="The same."
        )


def test_answered_its_marks_are_gone_and_a_number_below_ten_is_nowhere(town: "Town") -> None:
    congress = town.assembly.congress(3)
    manager, day = congress.management(), congress.question_day()
    few, many = congress.question(day, "Few?"), congress.question(day, "Many?")
    for number, person in enumerate(congress.supporters(10)):
        supporting.support(many, person)
        if number < 9:
            supporting.support(few, person)
    for matter in (few, many):
        questions.answer_openly(matter, actor=manager, text="Yes.")
    assert not Support.objects.exists()
    kept = dict(PublicQuestion.objects.values_list("asked", "supported"))
    assert kept == {"Few?": None, "Many?": 10}


def test_nobody_else_takes_it_back(town: "Town") -> None:
    congress = town.assembly.congress(3)
    matter = congress.question(congress.question_day(), code=new_code())
    others: list[Person | Guest] = [town.member, congress.leader, Guest(), Guest(digest_of(new_code()))]
    for other in others:
        with pytest.raises(NotAllowed):
            questions.take_question_back(matter, actor=other)
