"""Nothing short can be guessed from the tables: not while it lies sealed, and not when it is erased."""

from datetime import date
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.utils import timezone

from tests import choir
from tests.protection.guessing import Teller
from unionhall.kernel.api.tests.program import Program
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.procedures.acting import Act
from unionhall.rooms.desk.intake.sending import Said, ask
from unionhall.rooms.desk.procedure import closing, handling
from unionhall.rooms.desk.tests.town import service
from unionhall.rooms.mediation.procedure import agreeing, talking
from unionhall.rooms.mediation.tests.dispute import scene

if TYPE_CHECKING:
    from tests.town import Town

KEY = UUID("6f1b1f0e-6a1e-4d5e-9d5b-0c3f9f6f7a11")
LONG = "Not since the ladder broke. " * 4
PAIRS = [("yes", "no"), ("yes", LONG)]
QUESTION = {
    "code": "ill",
    "datatype": "text",
    "label": {"en": "Are you ill?"},
    "order": 1,
    "required": False,
    "values": [],
    "hint": {},
}


@pytest.fixture
def teller(town: "Town", tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Teller:
    return Teller(town, tmp_path, monkeypatch)


def paper(said: str) -> Any:
    return clean(BytesIO(said.encode()), "note.txt", limit=storage.LIMIT)


def asked(said: str, town: Any, *, sealed: bool) -> Any:
    """A request in which everything that somebody writes says the same, with a file."""
    version = service("injury", "Hurt at work", sealed=sealed, questions=[QUESTION])
    file = paper(said)
    storage.put(file)
    laid = {"name": "a.txt", "media_type": file.media_type, "size": file.size, "sha256": file.sha256}
    told = Said(version, town.north, KEY, said, said, {"ill": said}, [laid])
    return handling.accept(ask(told, actor=town.member), actor=town.steward)


def spoken_of(said: str, town: Any, *, sealed: bool) -> Any:
    """The same, with a note, another file and an answer after it."""
    matter = handling.note(asked(said, town, sealed=sealed), actor=town.steward, text=said)
    matter = handling.attach(matter, actor=town.member, file=paper(f"{said} "))
    return closing.answer(matter, actor=town.steward, text=said)


def sealed_request(said: str, town: Any) -> None:
    spoken_of(said, town, sealed=True)


def sealed_and_erased(said: str, town: Any) -> None:
    assert erase(spoken_of(said, town, sealed=True).pk, timezone.now())


def open_and_erased(said: str, town: Any) -> None:
    assert erase(spoken_of(said, town, sealed=False).pk, timezone.now())


def sent_by_a_program(said: str, town: Any) -> None:
    matter = asked("yes", town, sealed=False)
    address = f"/api/matters/{matter.reference}/moves/add"
    assert Program(town.member).post(address, {"text": said}, key="1").status_code == 200
    matter.refresh_from_db()
    matter = closing.answer(matter, actor=town.steward, text="Done.")
    assert erase(matter.pk, timezone.now())


def dispute(said: str, town: Any) -> None:
    there = scene(town)
    there.ask(claim=said, wish=said, companions=said, contact={"name": said, "address": said})
    there.choose()
    talking.say(there.fresh(), actor=there.member, text=said)
    agreeing.draft(
        there.fresh(),
        actor=there.mediator,
        words=said,
        promises=[{"side": "respondent", "what": said, "due_on": "2036-01-31"}],
    )
    last = agreeing.last_draft(there.matter)
    assert last
    for actor in (there.member, there.other):
        agreeing.sign(there.fresh(), actor=actor, digest=last.digest)
    agreeing.conclude(there.fresh(), actor=there.mediator, digest=last.digest)


def sealed_as_it_is_made(said: str, town: Any) -> None:
    """In a room that `make room SEALED=1` made: words, a day and how to reach somebody; then an answer."""
    since = date(2001, 1, 1 + len(said) % 28)
    matter = choir.question(town, room="shelter", description=said, reach=said, since=since)
    asking = import_module("unionhall.rooms.shelter.procedure.asking")
    asking.answer(asking.attach(matter, actor=town.member, file=paper(said)), actor=town.steward, text=said)


def proposal(accepts: str, town: Any) -> None:
    there = scene(town)
    there.mediate()
    talking.make_proposal(there.fresh(), actor=there.mediator, text="Half of it.")
    talking.answer_proposal(there.fresh(), actor=there.member, accepts=accepts)


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize(
    "story",
    [
        sealed_request,
        sealed_and_erased,
        open_and_erased,
        sent_by_a_program,
        dispute,
        sealed_as_it_is_made,
    ],
)
def test_nobody_with_the_tables_can_try_words_out(teller: Teller, story: Any, one: str, other: str) -> None:
    assert teller.leaks(story, one, other) == []


def test_that_nothing_was_said_is_not_told_either(teller: Teller) -> None:
    assert teller.leaks(dispute_without_companions, "Bo, my cousin", "") == []


def dispute_without_companions(said: str, town: Any) -> None:
    scene(town).ask(companions=said)


def test_a_secret_yes_lies_as_a_secret_no(teller: Teller) -> None:
    assert teller.leaks(proposal, "yes", "no") == []


def test_a_journal_takes_no_digest_that_can_be_tried_out(town: "Town") -> None:
    matter = town.desk.ask()
    act = Act(town.member, None, timezone.now(), timezone.now())
    with pytest.raises(TypeError, match="fingerprint"):
        act.entry(matter, handling.note, {"text": "ab" * 32})
