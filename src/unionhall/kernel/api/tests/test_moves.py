"""A program makes the moves of its person, each once however often it sends it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import timezone

from unionhall.kernel.api.models import Once
from unionhall.kernel.api.once import forget
from unionhall.kernel.api.tests.program import Program, move
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Message
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town


def test_a_move_is_made_as_from_the_page(town: "Town") -> None:
    matter = town.desk.ask()
    answer = Program(town.steward).post(move(matter, "accept"))
    assert answer.status_code == 200, answer.content
    assert answer.json() == {"reference": matter.reference, "state": "accepted", "standing": "In hand"}
    entry = Entry.objects.get(stream=matter.stream, event="desk.accept")
    assert entry.actor == town.steward.uid
    assert town.member.notices.filter(event="desk.accept").count() == 1


def test_a_move_says_what_it_asks(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    asked = Program(town.steward).get(move(matter, "hand-over")).json()["asks"]
    assert [(each["name"], each["kind"], each["required"]) for each in asked] == [
        ("adviser", "choice", True),
        ("text", "text", False),
    ]
    assert "Cai Worker, Caseworker, Mill" in [choice["label"] for choice in asked[0]["choices"]]


def test_sent_again_it_happens_once_even_when_it_is_not_possible_any_more(town: "Town") -> None:
    matter, program = town.desk.ask(), Program(town.member)
    first = program.post(move(matter, "withdraw"), {"text": "It is settled."}, key="once")
    again = program.post(move(matter, "withdraw"), {"text": "It is settled."}, key="once")
    assert first.status_code == again.status_code == 200
    assert again.content == first.content
    assert Entry.objects.filter(stream=matter.stream, event="desk.withdraw").count() == 1


def test_a_key_is_good_for_one_thing(town: "Town") -> None:
    matter, other, program = town.desk.ask(), town.desk.ask(), Program(town.member)
    program.post(move(matter, "add"), {"text": "First."}, key="k")
    for path, said in ((move(matter, "add"), "Second."), (move(other, "add"), "First.")):
        answer = program.post(path, {"text": said}, key="k")
        assert answer.status_code == 422
        assert answer.json()["type"].endswith("#key-reused")
    assert Message.objects.count() == 1


def test_two_programs_may_use_the_same_key(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    for person, name in ((town.member, "add"), (town.steward, "note")):
        answer = Program(person).post(move(matter, name), {"text": "Same key."}, key="1")
        assert answer.status_code == 200
    assert Message.objects.count() == 2


def test_what_was_refused_leaves_the_key_free(town: "Town") -> None:
    matter, program = town.desk.ask(), Program(town.member)
    assert program.post(move(matter, "add"), {}, key="k").status_code == 422
    assert program.post(move(matter, "add"), {"text": "Now with words."}, key="k").status_code == 200


def test_a_forgotten_key_still_makes_the_same_move_once(town: "Town") -> None:
    matter, program = town.desk.ask(), Program(town.member)
    program.post(move(matter, "add"), {"text": "First."}, key="k")
    Once.objects.update(at=timezone.now() - timedelta(days=8))
    assert forget() == 1
    assert program.post(move(matter, "add"), {"text": "First."}, key="k").status_code == 200
    assert Message.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_many_times_at_once_it_happens_once() -> None:
    from tests.town import build

    town = build()
    matter, program, start = town.desk.ask(), Program(town.member), Barrier(4)

    def send(_number: int) -> int:
        start.wait()
        try:
            return int(program.post(move(matter, "add"), {"text": "At once."}, key="k").status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(send, range(4))) == [200] * 4
    assert Message.objects.count() == 1


def test_what_the_person_may_not_do_the_program_may_not_either(town: "Town") -> None:
    matter = town.desk.ask()
    answer = Program(town.member).post(move(matter, "accept"))
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (403, "not-allowed")
    assert _state(matter) == "received"


def test_a_token_acts_only_in_the_rooms_of_its_scopes(town: "Town") -> None:
    matter = town.desk.ask()
    answer = Program(town.steward, "read:matters").post(move(matter, "accept"))
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (403, "missing-scope")
    assert _state(matter) == "received"


def test_a_move_that_comes_too_late_is_a_conflict(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    answer = Program(town.steward).post(move(matter, "accept"))
    assert (answer.status_code, answer.json()["type"].rpartition("#")[2]) == (409, "not-now")
    assert Program(town.steward).get(move(matter, "accept")).status_code == 409


def test_what_is_wrong_is_told_by_name_in_the_callers_language(town: "Town") -> None:
    matter, program = handling.accept(town.desk.ask(), actor=town.steward), Program(town.steward)
    program.language = "zh-Hans"
    answer = program.post(move(matter, "refer-outside"), {"body": ["x" * 121], "text": ""})
    faults = {fault["pointer"]: fault["detail"] for fault in answer.json()["errors"]}
    assert answer.status_code == 422
    assert set(faults) == {"#/body", "#/text"}
    assert "太长" in faults["#/body"]


def test_without_a_key_nothing_is_made(town: "Town") -> None:
    matter, program = town.desk.ask(), Program(town.steward)
    headers = {"Authorization": f"Bearer {program.token}"}
    answer: Any = program.client.post(
        move(matter, "accept"), "{}", content_type="application/json", headers=headers
    )
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"detail": "This is missing.", "parameter": "Idempotency-Key"}]
    assert _state(matter) == "received"


def _state(matter: Matter) -> str:
    return Matter.objects.get(pk=matter.pk).state
