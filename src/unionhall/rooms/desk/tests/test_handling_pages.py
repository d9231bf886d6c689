"""The pages of moves that ask more than a text."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.walking import sent
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Link, Matter, Message
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.rooms.desk.models import AnswerTemplate, Request
from unionhall.rooms.desk.procedure import after, closing, handling

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def desk(town: "Town", client: Client) -> Client:
    client.force_login(town.steward)
    return client


@pytest.fixture
def matter(town: "Town") -> Matter:
    """A request in the steward's hands."""
    return handling.accept(town.desk.ask(), actor=town.steward)


def move(client: Client, matter: Matter, name: str, **said: Any) -> Any:
    return sent(client, f"/matters/{matter.reference}/{name}/", {"key": str(uuid4()), **said})


def test_it_is_handed_over_to_a_colleague_who_serves_here(town: "Town", desk: Client, matter: Matter) -> None:
    page = desk.get(f"/matters/{matter.reference}/hand-over/").content.decode()
    assert "Cai Worker" in page
    assert "Vera Volunteer" not in page
    assert move(desk, matter, "hand-over", adviser=town.caseworker.pk).status_code == 302
    assert Matter.objects.get().offered_to == town.caseworker


@pytest.mark.parametrize("who", ["steward", "member", "volunteer", "auditor"])
def test_it_is_not_handed_to_whoever_may_not_take_it(
    town: "Town", desk: Client, matter: Matter, who: str
) -> None:
    assert move(desk, matter, "hand-over", adviser=getattr(town, who).pk).status_code == 422
    assert Matter.objects.get().state == "accepted"


def test_the_colleague_takes_it_over(town: "Town", client: Client, matter: Matter) -> None:
    handling.hand_over(matter, actor=town.steward, adviser=town.caseworker)
    client.force_login(town.caseworker)
    assert move(client, matter, "take-over").status_code == 302
    assert Matter.objects.get().handler == town.caseworker


def test_an_answer_begins_from_a_template(town: "Town", desk: Client, matter: Matter) -> None:
    template = AnswerTemplate.objects.create(
        title={"en": "Runs again"}, text={"en": "It runs again from Monday."}
    )
    page = move(desk, matter, "answer", use="1", template=template.pk, text="Dear Mei").content.decode()
    assert "Dear Mei\n\nIt runs again from Monday." in page
    assert Matter.objects.get().state == "accepted"
    move(desk, matter, "answer", template=template.pk, text="It runs again from Monday. Regards")
    assert Message.objects.get().text == "It runs again from Monday. Regards"


def test_a_template_of_another_service_is_not_offered(town: "Town", desk: Client, matter: Matter) -> None:
    from unionhall.rooms.desk.tests.town import service

    other = service("housing", "Housing").service
    AnswerTemplate.objects.create(service=other, title={"en": "Flats"}, text={"en": "No"})
    assert "Flats" not in desk.get(f"/matters/{matter.reference}/answer/").content.decode()


def test_it_is_referred_to_a_body_by_name(town: "Town", desk: Client, matter: Matter) -> None:
    assert move(desk, matter, "refer-outside", text="They decide.").status_code == 422
    move(desk, matter, "refer-outside", body="Transport office", text="They decide.")
    assert Request.objects.get().referred_to == "Transport office"


def test_duplicates_are_joined_by_reference(town: "Town", desk: Client, matter: Matter) -> None:
    other = handling.accept(town.desk.ask(member=town.neighbour), actor=town.steward)
    move(desk, matter, "merge", other=other.reference.lower(), text="The same bus")
    assert Link.objects.get(matter=matter).other == other
    assert Matter.objects.get(pk=matter.pk).state == "merged"


def test_a_duplicate_of_a_request_that_is_over_is_said_at_the_field(
    town: "Town", desk: Client, matter: Matter
) -> None:
    other = handling.accept(town.desk.ask(member=town.neighbour), actor=town.steward)
    closing.answer(other, actor=town.steward, text="Done")
    answer = move(desk, matter, "merge", other=other.reference, text="The same bus")
    assert answer.status_code == 422
    assert "The same bus" in answer.content.decode()
    assert not Link.objects.exists()


def test_one_s_own_reference_a_foreign_one_and_nonsense_join_nothing(
    town: "Town", desk: Client, matter: Matter
) -> None:
    foreign = town.desk.ask(member=town.outsider, area=town.harbour_area)
    for reference in (matter.reference, foreign.reference, "D-2026", "x" * 60, "a\0"):
        assert move(desk, matter, "group", other=reference).status_code == 422
    assert not Link.objects.exists()


def test_a_good_rating_is_kept(town: "Town", client: Client, matter: Matter) -> None:
    closing.answer(matter, actor=town.steward, text="Done")
    client.force_login(town.member)
    assert move(client, matter, "rate", rating="5", comment="Quick").status_code == 302
    assert (Request.objects.get().rating, Matter.objects.get().state) == (5, "answered")


def test_a_bad_rating_leads_to_a_call_back(town: "Town", client: Client, matter: Matter) -> None:
    closing.answer(matter, actor=town.steward, text="Done")
    client.force_login(town.member)
    assert move(client, matter, "rate", rating="1").status_code == 422
    move(client, matter, "rate", rating="1", reach="Telephone 555 0142, after five")
    found = Matter.objects.get()
    assert (found.state, found.handler) == ("callback", town.quality_officer)


def test_only_who_calls_back_reads_how_and_only_until_they_called(
    town: "Town", client: Client, matter: Matter
) -> None:
    closing.answer(matter, actor=town.steward, text="Done")
    client.force_login(town.member)
    assert move(client, matter, "rate-badly", rating="2").status_code == 422
    move(client, matter, "rate-badly", rating="2", reach="555 0142")
    address = f"/matters/{matter.reference}/"
    for who, reads in ((town.steward, False), (town.mill_coordinator, False), (town.quality_officer, True)):
        client.force_login(who)
        assert ("555 0142" in client.get(address).content.decode()) is reads
    assert not any("555" in str(entry.payload) for entry in Entry.objects.all())
    after.call_back(Matter.objects.get(), actor=town.quality_officer, text="We agreed.")
    assert "555 0142" not in client.get(address).content.decode()
    assert Request.objects.get().reach == ""


@pytest.mark.parametrize(
    ("way", "who", "said"),
    [
        ("withdraw", "member", {}),
        ("object_to_handler", "member", {}),
        ("decline", "quality_officer", {"text": "It was put right."}),
        ("ask_member", "quality_officer", {"text": "When do we meet?"}),
    ],
)
def test_how_to_reach_somebody_is_not_kept_however_the_call_back_ends(
    town: "Town", matter: Matter, way: str, who: str, said: dict[str, Any]
) -> None:
    closing.answer(matter, actor=town.steward, text="Done")
    after.rate_badly(matter, actor=town.member, rating=1, reach="555 0142")
    assert Request.objects.get().reach == "555 0142"
    procedure_of(matter).moves[way](matter, actor=getattr(town, who), **said)
    assert Request.objects.get().reach == ""


def test_how_to_reach_somebody_is_kept_when_the_call_goes_up(town: "Town", matter: Matter) -> None:
    closing.answer(matter, actor=town.steward, text="Done")
    after.rate_badly(matter, actor=town.member, rating=1, reach="555 0142")
    after.hand_up_callback(matter, actor=HALL)
    assert Request.objects.get().reach == "555 0142"


def test_only_who_rated_and_the_quality_officer_read_the_rating(
    town: "Town", client: Client, matter: Matter
) -> None:
    closing.answer(matter, actor=town.steward, text="Done")
    after.rate(matter, actor=town.member, rating=4, comment="Quick enough")
    for who, reads in ((town.member, True), (town.steward, False), (town.mill_coordinator, False)):
        client.force_login(who)
        assert ("Quick enough" in client.get(f"/matters/{matter.reference}/").content.decode()) is reads


def test_a_neighbour_finds_no_page_of_it(town: "Town", client: Client, matter: Matter) -> None:
    client.force_login(town.neighbour)
    assert client.get(f"/matters/{matter.reference}/hand-over/").status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "name", ["hand-over", "answer", "refer-outside", "merge", "group", "decline", "ask-member"]
)
def test_every_page_of_a_handler_is_shown(
    town: "Town", desk: Client, matter: Matter, name: str, language: str
) -> None:
    address = f"/matters/{matter.reference}/{name}/"
    assert desk.get(address, headers={"accept-language": language}).status_code == 200
