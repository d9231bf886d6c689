"""What the journal keeps of words: proof for whoever has the matter's secret, chance for all others."""

from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.fingerprints import Fingerprint, check, fingerprint
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.procedure import asking, closing, handling
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

PLACE = "message 3"


@pytest.fixture(params=[False, True], ids=["open", "sealed"])
def noted(request: Any, town: "Town") -> Matter:
    """A request with a note, its third entry, which says yes."""
    town.desk.service = service("injury", "Hurt at work", sealed=request.param)
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    noted: Matter = handling.note(matter, actor=town.steward, text="Yes.")
    return noted


def kept(matter: Matter) -> str:
    return str(Entry.objects.get(stream=matter.stream, number=3).payload["text"])


def test_who_has_the_secret_proves_what_was_said(noted: Matter) -> None:
    there = Matter.objects.get(pk=noted.pk)
    assert kept(there) == fingerprint(there, "Yes.", PLACE)
    assert kept(there) != fingerprint(there, "No.", PLACE)
    assert (there.salt is None) == there.sealed
    assert kept(there) != sha256(b"Yes.").hexdigest()


def test_the_same_words_look_otherwise_elsewhere(noted: Matter, town: "Town") -> None:
    handling.note(noted, actor=town.steward, text="Yes.")
    said = Entry.objects.filter(stream=noted.stream, payload__has_key="text")
    assert len({entry.payload["text"] for entry in said}) == 2
    other = handling.note(
        handling.accept(town.desk.ask(), actor=town.steward), actor=town.steward, text="Yes."
    )
    assert kept(other) != kept(noted)


def test_the_secret_goes_with_the_words_and_the_chain_stays_whole(noted: Matter, town: "Town") -> None:
    closed = closing.answer(noted, actor=town.steward, text="The insurer pays.")
    assert erase(closed.pk, timezone.now())
    assert Matter.objects.get(pk=closed.pk).salt is None
    assert list(verification.verify()) == []


def test_a_matter_that_begins_has_none(town: "Town") -> None:
    begun = asking.new_matter(town.desk.service, town.north, subject=town.member)
    with pytest.raises(ValueError, match="begins"):
        fingerprint(begun, "Yes.", PLACE)


@pytest.mark.parametrize("said", ["ab" * 32, ["AB" * 20], {"of": {"it": "01" * 16}}])
def test_a_plain_digest_is_refused_wherever_it_stands(said: Any) -> None:
    with pytest.raises(TypeError, match="fingerprint"):
        check({"said": said})
    check({"said": Fingerprint("ab" * 32), "number": 3, "who": "6f1b1f0e-6a1e-4d5e-9d5b-0c3f9f6f7a11"})
