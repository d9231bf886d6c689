"""My matters and the worklist: whose they are, their order, and page by page."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.notices.models import Notice
from unionhall.kernel.web import worklist
from unionhall.rooms.desk.procedure import after, closing, handling

if TYPE_CHECKING:
    from tests.town import Town


def references(client: Client, address: str, name: str = "rows") -> list[str]:
    return [row["reference"] for row in client.get(address).context[name]]


def test_a_member_sees_their_own_and_nobody_elses(client: Client, town: "Town") -> None:
    own = town.desk.ask()
    town.desk.ask(member=town.neighbour)
    client.force_login(town.member)
    assert references(client, "/mine/", "in_hand") == [own.reference]


def test_what_waits_for_the_member_stands_apart(client: Client, town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    handling.ask_member(matter, actor=town.steward, text="Which line?")
    client.force_login(town.member)
    assert references(client, "/mine/", "waiting") == [matter.reference]


def test_what_is_finished_stands_last(client: Client, town: "Town") -> None:
    matter = closing.withdraw(town.desk.ask(), actor=town.member)
    client.force_login(town.member)
    assert references(client, "/mine/", "done") == [matter.reference]


def test_late_ones_come_first_in_the_worklist(client: Client, town: "Town") -> None:
    fresh = town.desk.ask()
    late = town.desk.ask(member=town.neighbour, at=timezone.now() - timedelta(days=30))
    client.force_login(town.steward)
    assert references(client, "/worklist/") == [late.reference, fresh.reference]
    assert references(client, "/worklist/?late=late") == [late.reference]


def test_a_coordinator_sees_what_colleagues_have(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.mill_coordinator)
    assert references(client, "/worklist/") == []
    assert references(client, "/worklist/?whose=place") == [matter.reference]


def test_the_worklist_goes_on_behind_the_last_line(
    client: Client, town: "Town", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    everything = [town.desk.ask().reference for _each in range(5)]
    monkeypatch.setattr(worklist, "SIZE", 2)
    client.force_login(town.steward)
    seen, address = [], "/worklist/"
    while address:
        page = client.get(address).context
        seen += [row["reference"] for row in page["rows"]]
        address = page["pager"].get("next") and "/worklist/" + page["pager"]["next"]
    assert seen == everything


def test_nonsense_in_the_address_shows_the_first_page(client: Client, town: "Town") -> None:
    matter = town.desk.ask()
    client.force_login(town.steward)
    assert references(client, "/worklist/?after=nonsense&room=none&late=x&whose=%00") == [matter.reference]


def test_a_member_without_an_office_has_no_worklist(client: Client, town: "Town") -> None:
    client.force_login(town.member)
    assert client.get("/worklist/").status_code == 403


def test_a_member_reads_when_the_answer_comes_and_a_handler_what_comes_first(
    client: Client, town: "Town"
) -> None:
    matter = town.desk.ask()
    limits = {each.state: each.due_at for each in matter.deadlines.all()}
    assert limits["received"] < limits[""]
    for person, address in ((town.member, "/mine/"), (town.steward, "/worklist/")):
        client.force_login(person)
        page = client.get(address).context
        [row] = page["in_hand"] if address == "/mine/" else page["rows"]
        assert ("5 working days" in row["due"]["sentence"]) == (person == town.member)


def test_what_is_handed_over_reaches_the_colleague(client: Client, town: "Town") -> None:
    matter = handling.hand_over(town.desk.ask(), actor=town.steward, adviser=town.caseworker)
    assert Notice.objects.filter(matter=matter, person=town.caseworker, event="desk.hand_over").exists()
    client.force_login(town.caseworker)
    assert references(client, "/worklist/", "offered") == [matter.reference]
    handling.take_over(matter, actor=town.caseworker)
    assert references(client, "/worklist/", "offered") == []
    assert references(client, "/worklist/") == [matter.reference]


def test_whoever_has_an_open_matter_has_a_worklist(client: Client, town: "Town") -> None:
    matter = closing.answer(
        handling.accept(town.desk.ask(), actor=town.steward), actor=town.steward, text="Yes"
    )
    client.force_login(town.quality_officer)
    assert client.get("/worklist/").status_code == 403
    after.rate_badly(matter, actor=town.member, rating=1)
    assert references(client, "/worklist/") == [matter.reference]


def searched(client: Client, asked: str) -> str:
    return client.get("/search/", {"q": asked}).content.decode()


def test_a_search_reads_whole_words_and_offers_longer_ones(town: "Town", client: Client) -> None:
    whole = town.desk.ask(description="The gate is broken.")
    longer = town.desk.ask(description="The gatehouse is cold.")
    client.force_login(town.member)
    page = searched(client, "gate")
    assert whole.reference in page
    assert longer.reference not in page
    assert "?q=gate%2A" in page
    page = searched(client, "gate*")
    assert whole.reference in page
    assert longer.reference in page


def test_a_word_that_stands_nowhere_is_read_as_a_beginning(town: "Town", client: Client) -> None:
    matter = town.desk.ask(description="The gatehouse is cold.")
    client.force_login(town.member)
    page = searched(client, "gateh")
    assert matter.reference in page
    assert "?q=gateh%2A" not in page


@pytest.mark.parametrize("typed", ["{}", " {} ", "Ｄ{}"])
def test_a_reference_is_found_by_whoever_may_see_it(town: "Town", typed: str) -> None:
    reference = town.desk.ask().reference
    asked = typed.format(reference if "Ｄ" not in typed else reference[1:])
    for who, sees in ((town.steward, True), (town.member, True), (town.neighbour, False)):
        client = Client()
        client.force_login(who)
        page = client.get("/search/", {"q": asked}).content.decode()
        assert (f'href="/matters/{reference}/"' in page) == sees
