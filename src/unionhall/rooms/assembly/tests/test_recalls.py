"""A constituency recalls its delegate with more than half of all, and not with less."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.asks import Wrong
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.delegates import seating
from unionhall.rooms.assembly.models import Mandate
from unionhall.rooms.assembly.procedure import recalls
from unionhall.rooms.assembly.tests.electing import DAY, Electing

if TYPE_CHECKING:
    from tests.town import Town

YES, NO = [1, 0, 0], [0, 1, 0]


@pytest.fixture
def held(town: "Town") -> Electing:
    return Electing(town)


def test_more_than_half_of_all_end_the_seat_and_the_substitute_moves_up(
    held: Electing, client: Client
) -> None:
    mandate = held.elected()
    held.recall(mandate)
    matter = held.vote([YES] * 7, recalls.put_to_vote)
    mandate.refresh_from_db()
    assert (matter.state, mandate.ended, mandate.until_on) == ("counted", "recalled", timezone.localdate())
    up = Mandate.objects.get(seat=mandate.seat, until_on=None, standing_by=None)
    assert (up.person, up.why, up.from_on) == (held.people[2], "moved_up", timezone.localdate() + DAY)
    client.force_login(held.people[4])
    said = client.get(f"/matters/{matter.reference}/").text
    assert "The delegate is recalled." in said
    assert "It takes 7 votes: more than 1/2 of 12, all who may vote" in " ".join(said.split())


def test_half_of_all_leave_the_delegate_where_they_are(held: Electing) -> None:
    mandate = held.elected()
    held.recall(mandate)
    held.vote([*[YES] * 6, NO], recalls.put_to_vote)
    mandate.refresh_from_db()
    assert (mandate.ended, mandate.until_on) == ("", None)


def test_the_page_of_a_recall_names_the_seat_and_nobody(held: Electing, client: Client) -> None:
    mandate = held.elected()
    matter = held.recall(mandate)
    client.force_login(held.people[4])
    said = client.get(f"/matters/{matter.reference}/").text
    assert "Recall from seat 4: South" in said
    assert "Vo Ter 00" not in said


def test_the_ballot_names_the_delegate(held: Electing) -> None:
    held.recall(held.elected())
    ballot: Ballot = held.put(recalls.put_to_vote)
    assert ballot.questions[0]["question"]["en"] == "Shall Vo Ter 00 be recalled from seat 4?"


def test_whoever_came_into_the_seat_meanwhile_is_not_recalled(held: Electing) -> None:
    mandate = held.elected()
    held.recall(mandate)
    put = recalls.put_to_vote

    def put_and_lay_down(*asked: Any, **more: Any) -> Matter:
        matter = put(*asked, **more)
        seating.end(mandate, Mandate.Ended.LAID_DOWN)
        return matter

    held.vote([YES] * 7, put_and_lay_down)
    up = Mandate.objects.get(seat=mandate.seat, until_on=None, standing_by=None)
    mandate.refresh_from_db()
    assert (up.person, mandate.ended) == (held.people[2], "laid_down")


def test_one_recall_from_a_seat_at_a_time(held: Electing) -> None:
    mandate = held.elected()
    held.recall(mandate)
    with pytest.raises(Wrong, match="under way"):
        held.recall(mandate)


def test_nobody_is_recalled_from_a_seat_that_was_laid_down_meanwhile(held: Electing) -> None:
    mandate = held.elected()
    Mandate.objects.filter(constituency=held.constituency).exclude(standing_by=None).delete()
    matter = held.recall(mandate)
    seating.end(mandate, Mandate.Ended.LAID_DOWN)
    with pytest.raises(Wrong, match="Nobody holds this seat"):
        held.put(recalls.put_to_vote)
    assert (
        recalls.recalls.moves["call_off"](matter, actor=held.secretary, text="Laid down.").state
        == "cancelled"
    )


def test_a_member_does_not_put_it_to_the_vote(held: Electing) -> None:
    matter = held.recall(held.elected())
    with pytest.raises(NotAllowed):
        recalls.put_to_vote(matter, actor=held.people[3])
