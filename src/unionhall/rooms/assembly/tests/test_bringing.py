"""A meeting of OpenSlides: what is taken, what is said to be left out, and no file that ends in a fault."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from unionhall.rooms.assembly.bringing import openslides, writing
from unionhall.rooms.assembly.bringing.brought import NotReadable
from unionhall.rooms.assembly.commands import command
from unionhall.rooms.assembly.models import Item, Note

if TYPE_CHECKING:
    from tests.town import Town

EXAMPLE = Path(__file__).parents[6] / "shared" / "data" / "openslides-example.json"


def export(**changed: Any) -> dict[str, Any]:
    """A small meeting in the shape of an export: a topic, a motion with a vote, one internal item."""
    rows: dict[str, list[dict[str, Any]]] = {
        "meeting": [
            {"id": 1, "name": "Autumn", "location": "Hall 2", "start_time": "2025-10-01T09:00:00+08:00",
             "end_time": "2025-10-01T12:00:00+08:00"},
        ],
        "user": [{"id": 1, "first_name": "Ana", "last_name": "Li"}, {"id": 2, "username": "bo"}],
        "meeting_user": [{"id": 1, "user_id": 1}, {"id": 2, "user_id": 2, "comment": "always late"}],
        "agenda_item": [
            {"id": 4, "type": "common", "weight": 2, "content_object_id": "topic/1"},
            {"id": 5, "type": "common", "weight": 4, "content_object_id": "motion/1", "parent_id": 4},
            {"id": 6, "type": "internal", "weight": 6, "content_object_id": "topic/2"},
        ],
        "topic": [{"id": 1, "title": "Pay", "text": "<p>What <b>we</b> ask.</p><p>And why.</p>"},
                  {"id": 2, "title": "Coffee"}],
        "motion": [
            {"id": 1, "number": "A1", "title": "Five per cent", "text": "<p>5&nbsp;% more.</p>",
             "state_id": 2, "submitter_ids": [1], "poll_ids": [1], "list_of_speakers_id": 9},
        ],
        "motion_submitter": [{"id": 1, "meeting_user_id": 1}],
        "motion_state": [{"id": 2, "name": "accepted"}],
        "list_of_speakers": [{"id": 9, "speaker_ids": [1, 2]}],
        "speaker": [{"id": 1, "meeting_user_id": 2, "begin_time": "2025-10-01T10:00:00+08:00"},
                    {"id": 2, "meeting_user_id": 1}],
        "poll": [{"id": 1, "title": "1", "state": "finished", "option_ids": [1], "votesvalid": "11.000000",
                  "votesinvalid": "1.000000", "votescast": "13.000000"}],
        "option": [{"id": 1, "content_object_id": "motion/1", "yes": "7.000000", "no": "3.500000",
                    "abstain": "-2.000000"}],
        "gender": [{"id": 1, "name": "x"}],
    }  # fmt: skip
    return {name: {str(row["id"]): row for row in kept} for name, kept in {**rows, **changed}.items()}


def read(found: Any, **options: bool) -> Any:
    return openslides.read(json.dumps(found).encode(), **options)


def test_agenda_motion_speakers_and_votes_are_taken() -> None:
    pay, motion = read(export()).items
    assert (pay.name, pay.texts) == ("Pay", ["What we ask.", "And why."])
    assert (motion.name, motion.parent, motion.texts) == ("A1 Five per cent", 0, ["5 % more."])
    assert (motion.proposed_by, motion.spoke, motion.state) == (["Ana Li"], ["bo"], "accepted")
    [vote] = motion.votes
    [row] = vote.rows
    assert (row.yes, row.no, row.abstained) == ("7", "3.5", "")


def test_what_has_no_place_is_said() -> None:
    said = read(export()).left_out
    assert "the item Coffee, which was internal there; take it along with --with-internal" in said
    assert "1 who waited to speak on A1 Five per cent and didn't" in said
    assert any("11 valid and 1 invalid are not 13 cast" in each for each in said)
    assert "comments on persons: the hall keeps no notes on people" in said
    assert "genders: the hall keeps none (1)" in said


def test_what_was_internal_comes_only_when_asked_for() -> None:
    assert [each.name for each in read(export(), with_internal=True).items][-1] == "Coffee"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no JSON"),
        (b"[1]", "no meeting"),
        (json.dumps(export(meeting=[])).encode(), "0 meetings"),
        (json.dumps(export(meeting=[{"id": 1, "name": "No day"}])).encode(), "no day"),
        (json.dumps({**export(), "motion": [3]}).encode(), "motion is no collection"),
    ],
)
def test_what_can_not_be_read_is_said(content: bytes, said: str) -> None:
    with pytest.raises(NotReadable, match=said):
        openslides.read(content)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.data())
def test_no_export_ends_in_a_fault(data: st.DataObject) -> None:
    found = export()
    name = data.draw(st.sampled_from(sorted(found)))
    number = data.draw(st.sampled_from(sorted(found[name])))
    column = data.draw(st.sampled_from(sorted(found[name][number])))
    found[name][number][column] = data.draw(anything)
    try:
        taken = read(found)
    except NotReadable:
        return
    assert all(isinstance(each.name, str) for each in taken.items)


def test_it_is_written_as_a_record(town: "Town", client: Client) -> None:
    congress = town.assembly.congress(3)
    matter = writing.write(read(export()), congress.term)
    pay, motion = Item.objects.filter(meeting=matter).order_by("number")
    assert motion.parent == pay
    note = Note.objects.get(meeting=matter, item=motion.number).text
    assert "Proposed by: Ana Li." in note
    assert "A1 Five per cent: yes 7, no 3.5, abstained" in note
    client.force_login(town.neighbour)
    assert client.get(f"/matters/{matter.reference}/").status_code == 200


def test_the_command_shows_before_it_writes(town: "Town", tmp_path: Path) -> None:
    town.assembly.congress(3)
    file = tmp_path / "meeting.json"
    file.write_text(json.dumps(export()))
    shown = CliRunner().invoke(command, ["import", str(file), "--term", "first"])
    assert "2 items, 1 votes" in shown.output
    assert "Nothing was written." in shown.output
    assert not Item.objects.exists()
    written = CliRunner().invoke(command, ["import", str(file), "--term", "first", "--write"])
    assert "Written as A" in written.output
    assert Item.objects.count() == 2


def test_a_term_that_is_not_there_is_said(town: "Town", tmp_path: Path) -> None:
    file = tmp_path / "meeting.json"
    file.write_text(json.dumps(export()))
    assert CliRunner().invoke(command, ["import", str(file), "--term", "none"]).exit_code == 1


def test_the_example_of_openslides_is_read_whole() -> None:
    """The example meeting that its makers ship; MIT licence, Authors of OpenSlides."""
    if not EXAMPLE.exists():
        pytest.skip("the example meeting of OpenSlides is not on this machine")
    found = openslides.read(EXAMPLE.read_bytes(), with_internal=True)
    assert len(found.items) == 14
    assert sum(len(each.votes) for each in found.items) == 5
    assert found.items[1].candidates == ["b", "a"]
