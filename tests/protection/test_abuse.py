"""Written as those who would misuse the hall. Each fails, and says which rule of protection stopped it."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.test.utils import isolate_apps

from tests.permissions.addresses import names as addresses
from tests.protection.attacks import RULES, STOPPED, as_, stopped_by
from unionhall.cli import hall
from unionhall.kernel.api.tests.program import Program, move
from unionhall.kernel.journal import heads, verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.journal.statements import Statement
from unionhall.kernel.matters import receipts
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people import looking_up
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.looking_up import TooManyLookUps
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.checks import check
from unionhall.kernel.privacy.holdings import CASE_TEXT
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.refusals import Incomplete, NotAllowed
from unionhall.rooms.desk.procedure import after, closing, handling
from unionhall.rooms.register.procedure import lists
from unionhall.rooms.register.tests import listing

if TYPE_CHECKING:
    from tests.town import Town

TOO_MANY = "\n".join(f"M{number:03}" for number in range(51))
# Sealed rooms, the ballot, organising and voluntary things bring their own attacks.
WITH_THEIR_ROOMS = {6, 11, 14, 15}


def test_every_rule_that_has_code_by_now_is_attacked() -> None:
    assert set(RULES) - set(STOPPED) - WITH_THEIR_ROOMS == set()


@stopped_by(rule=1)
def test_i_develop_a_room_and_want_to_know_where_people_come_from() -> None:
    with isolate_apps("tests"):

        class Background(models.Model):
            holds = {CASE_TEXT: "ethnicity"}
            backed_up = True
            ethnicity = models.CharField(max_length=40)

            class Meta:
                app_label = "tests"

        assert [fault.id for fault in check([Background])] == ["privacy.forbidden"]


@stopped_by(rule=2)
def test_i_develop_a_room_and_want_to_note_what_i_think_of_people(town: "Town") -> None:
    with isolate_apps("tests"):

        class Remark(models.Model):
            backed_up = True
            person = models.IntegerField()
            text = models.TextField()

            class Meta:
                app_label = "tests"

        assert {fault.id for fault in check([Remark])} == {"privacy.undeclared"}


@stopped_by(rule=3)
def test_i_coordinate_and_want_the_troublemakers_first(town: "Town") -> None:
    for _again in range(3):
        town.desk.ask()
    town.desk.ask(member=town.neighbour)
    client = as_(town.coordinator)
    asked = [
        client.get(f"/worklist/?whose=place&sort={by}") for by in ("subject", "member", "-count", "rating")
    ]
    assert len({tuple(row["reference"] for row in page.context["rows"]) for page in asked}) == 1


@stopped_by(rule=4)
def test_i_want_to_be_rid_of_a_request_without_saying_why(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    for text in ("", "   "):
        with pytest.raises(Incomplete):
            closing.decline(matter, actor=town.steward, text=text)
    declined = closing.decline(matter, actor=town.steward, text="By rule 3.")
    assert after.appeal(declined, actor=town.member, text="No.").handler != town.steward


@stopped_by(rule=5)
def test_i_am_a_steward_and_want_everybody_of_my_neighbourhood(town: "Town") -> None:
    guesses = [f"{number:04}" for number in range(looking_up.HOURLY)]
    offices = town.steward.current_offices
    for guess in guesses:
        looking_up.look_up(guess, by=town.steward, offices=offices, where="counter")
    with pytest.raises(TooManyLookUps):
        looking_up.look_up(str(town.member.email), by=town.steward, offices=offices, where="counter")


@stopped_by(rule=5)
@pytest.mark.parametrize("letter", ["a", "e", "工", "*", "a*", "M-000001", "mei.oneill@town.example"])
def test_i_search_with_a_letter_a_number_or_a_name(town: "Town", letter: str) -> None:
    town.desk.ask()
    page = as_(town.coordinator).get("/search/", {"q": letter}).content.decode()
    assert town.member.name not in page
    assert str(town.member.email) not in page.replace(f'value="{letter}"', "").replace(f"“{letter}”", "")


@stopped_by(rule=7)
def test_i_administer_the_hall_and_want_one_members_life(town: "Town") -> None:
    mine = [town.desk.ask(), town.desk.ask(description="The foreman shouts.")]
    client = as_(town.administrator)
    assert [client.get(f"/matters/{matter.reference}/").status_code for matter in mine] == [404, 404]
    assert client.get("/admin/").status_code == 404
    as_(town.coordinator).get(f"/matters/{mine[0].reference}/")
    assert Access.objects.filter(subject=town.member.uid).values_list("role", flat=True)[0] == "coordinator"


@stopped_by(rule=7)
def test_i_am_the_employers_friend_elsewhere_and_want_to_know_who_complained(town: "Town") -> None:
    matter = town.desk.ask()
    friend = as_(town.outsider)
    for address in ("", "answer/", "withdraw/", "note/"):
        assert friend.get(f"/matters/{matter.reference}/{address}").status_code == 404
    assert friend.get(f"/journal/proofs/{matter.reference}.json").status_code == 404
    with pytest.raises(NotAllowed):
        closing.withdraw(matter, actor=town.outsider)


@stopped_by(rule=8)
def test_i_read_what_was_none_of_my_business_and_take_the_line_out(town: "Town") -> None:
    as_(town.coordinator).get(f"/matters/{town.desk.ask().reference}/")
    for statement in ("DELETE FROM privacy_access", "UPDATE privacy_access SET reader = NULL"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Access.objects.filter(reader=town.coordinator.uid).count() == 1


@stopped_by(rule=8)
def test_i_add_an_entry_that_never_was(town: "Town") -> None:
    matter = town.desk.ask()
    first = Entry.objects.get(stream=matter.stream)
    Entry.objects.create(
        stream=matter.stream,
        number=2,
        event="desk.answer",
        occurred_at=first.occurred_at,
        recorded_at=first.recorded_at,
        digest=bytes(32),
    )
    assert [fault.number for fault in verification.verify()] == [2]


@stopped_by(rule=9)
def test_i_want_to_see_on_the_board_who_is_alone_in_an_area(town: "Town") -> None:
    for _few in range(3):
        town.desk.ask()
    board = as_(town.chair).get("/desk/board/").content.decode()
    assert '<td class="number">3</td>' not in board


@stopped_by(rule=10)
def test_i_look_for_a_command_or_an_address_that_writes_people_out() -> None:
    written_out = ("export", "dump", "members list", "people")
    assert [name for name in _commands(hall, "") if any(word in name for word in written_out)] == []
    assert [name for name in addresses() if "export" in name] == []


@stopped_by(rule=10)
@pytest.mark.parametrize("numbers", ["*", "M%", "M001-M999", "North", "", TOO_MANY])
def test_i_keep_the_register_and_want_a_list_by_a_guess_or_of_everybody(town: "Town", numbers: str) -> None:
    Person.objects.filter(pk=town.member.pk).update(number="M001")
    typed = {"place": str(town.mill.pk), "numbers": numbers, "purpose": "I want to know."}
    assert as_(town.register_keeper).post("/register/list/", typed).status_code == 303
    assert not Matter.objects.exists()


@stopped_by(rule=10)
def test_i_keep_the_register_and_want_a_list_alone_and_unseen(town: "Town") -> None:
    asked = listing.ask(town, town.member, town.neighbour, with_phone=True)
    me = as_(town.register_keeper)
    taking = f"/matters/{asked.reference}/take-list/"
    assert me.post(f"/matters/{asked.reference}/sign-list/", {}).status_code == 403
    assert me.post(taking, {"kind": "csv", "text": "."}).status_code == 409
    signed = lists.sign_list(asked, actor=town.chair)
    told = Notice.objects.filter(matter=signed, event="register.sign_list").values_list("person", flat=True)
    assert {town.member.pk, town.neighbour.pk} <= set(told)
    assert me.post(taking, {"kind": "csv", "text": "."}).status_code == 409
    lists.free_list(signed, actor=HALL)
    program = Program(town.register_keeper)
    assert program.post(move(asked, "take-list"), {"kind": "csv", "text": "."}).status_code == 403
    assert me.post(taking, {"kind": "csv", "text": "."}).status_code == 200
    seen = Access.objects.filter(purpose=Access.Purpose.EXPORT).values_list("subject", flat=True)
    assert set(seen) == {town.member.uid, town.neighbour.uid}


@stopped_by(rule=12)
def test_i_keep_the_router_and_want_the_guest_who_complained(town: "Town", caplog: Any) -> None:
    guest = Client()
    spy: Any = {"headers": {"user-agent": "Spy/1.0"}, "REMOTE_ADDR": "203.0.113.77"}
    answer = guest.get("/desk/ask/transport/", follow=True, **spy)
    assert answer.status_code == 200
    assert not guest.cookies
    assert "203.0.113.77" not in caplog.text
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', ["%203.0.113.77%"])  # noqa: S608
            assert cursor.fetchone()[0] == 0, table


@stopped_by(rule=12)
def test_i_guess_receipt_codes(town: "Town") -> None:
    codes = {receipts.new_code() for _try in range(1_000)}
    assert len(codes) == 1_000
    guesser = Client()
    assert "D-2026" not in guesser.post("/receipt/", {"code": codes.pop()}, follow=True).content.decode()


@stopped_by(rule=13)
def test_i_want_what_somebody_wrote_years_ago(town: "Town") -> None:
    asked = town.desk.ask(description="About the foreman.")
    matter = closing.answer(handling.accept(asked, actor=town.steward), actor=town.steward, text="Done.")
    assert matter.closed_at
    assert erase(matter.pk, matter.closed_at)
    assert "foreman" not in as_(town.coordinator).get(f"/matters/{matter.reference}/").content.decode()
    assert not Message.objects.exists()


@stopped_by(rule=7)
@pytest.mark.parametrize("forged", [str(uuid4()), "uh_" + "A" * 43, ""], ids=["random", "shaped", "empty"])
def test_i_forge_a_token(town: "Town", forged: str) -> None:
    town.desk.ask()
    answer = Client().get("/api/matters", headers={"authorization": f"Bearer {forged}"})
    assert answer.status_code == 401


@stopped_by(rule=8)
def test_i_make_a_head_of_my_own(town: "Town") -> None:
    town.desk.ask()
    head = heads.seal()
    assert head is not None
    assert not Statement(head.size, bytes(32), head.at.isoformat(), head.key, head.signature).is_signed


def _commands(group: Any, path: str) -> list[str]:
    found = []
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        found.append(f"{path} {name}".strip())
        if hasattr(command, "list_commands"):
            found += _commands(command, f"{path} {name}".strip())
    return found
