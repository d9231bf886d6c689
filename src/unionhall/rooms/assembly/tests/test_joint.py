"""What a joint meeting settles: authorised matters only, until a congress confirms it or it lapses."""

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures.asks import Row, Wrong
from unionhall.kernel.procedures.opening import new_matter
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.assembly.archive.verification import verify
from unionhall.rooms.assembly.archive.writing import write
from unionhall.rooms.assembly.between import confirming
from unionhall.rooms.assembly.meeting import log
from unionhall.rooms.assembly.models import Authority, JointDecision, Meeting
from unionhall.rooms.assembly.procedure import approving, joint, meetings
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.tests.deciding import decide

if TYPE_CHECKING:
    from tests.town import Town


def settle(town: "Town") -> Matter:
    """A decision of a joint meeting on shift plans, which the first congress authorised."""
    congress = town.assembly.congress(3)
    meeting = congress.sitting()
    Meeting.objects.filter(pk=meeting.pk).update(kind=Meeting.Kind.JOINT)
    authority = Authority.objects.create(
        code="shifts", title={"en": "Shift plans"}, place=town.mill, decided="A-2026-000001/1"
    )
    return joint.settle_jointly(
        new_matter(joint.settle_jointly, town.mill), actor=congress.leader, settled="Two shifts in July",
        meeting=Matter.objects.select_related("meeting", "place").get(pk=meeting.pk), authority=authority,
        words="From 1 July.",
    )  # fmt: skip


def hold(town: "Town", matter: Matter, *, yes: int = 0) -> Matter:
    """A congress that is over, with a vote by names on the matter where somebody said yes."""
    congress = town.assembly
    sat = congress.sitting()
    Meeting.objects.filter(pk=sat.pk).update(starts_at=timezone.now() + timedelta(minutes=1))
    lines = [events.ItemCalled(2), events.VoteOpened(1, 2, "ordinary", "names", matter.reference, "")]
    outcome = "adopted" if yes > 1 else "refused"
    lines.append(events.VoteCounted(1, yes, 3 - yes, 0, "", outcome))
    with log.locked(sat) as kept:
        for line in lines if yes else []:
            log.record(kept, line, actor=congress.leader)
    return meetings.close(sat, actor=congress.leader)


def state(matter: Matter) -> str:
    return str(Matter.objects.get(pk=matter.pk).state)


def test_it_is_called_provisional_until_a_congress_was_held(town: "Town", client: Client) -> None:
    matter = settle(town)
    assert confirming.settle_all() == 0
    client.force_login(town.neighbour)
    assert "Provisional" in client.get(f"/matters/{matter.reference}/").text


def test_what_the_congress_adopted_holds(town: "Town") -> None:
    matter = settle(town)
    congress = hold(town, matter, yes=2)
    assert (confirming.settle_all(), state(matter)) == (1, "confirmed")
    assert JointDecision.objects.get().confirmed == congress


def put(town: "Town", matter: Matter) -> Matter:
    """A congress that sits over it, which it has as item 2 of its agenda."""
    congress = town.assembly
    coming = congress.meeting("Opening", days=20)
    approving.put_joint(coming, actor=congress.secretary, joint=matter)
    sat: Matter = congress.sit(coming, item=2)
    Meeting.objects.filter(pk=sat.pk).update(starts_at=timezone.now() + timedelta(minutes=1))
    return sat


def test_a_congress_that_has_it_on_its_agenda_confirms_it_by_its_vote(town: "Town", client: Client) -> None:
    matter = settle(town)
    sat = put(town, matter)
    decision = decide(town.assembly, sat, ["yes", "yes", "no"], item=2)
    assert (decision.vote.about, decision.vote.rule) == (matter.reference, "ordinary")
    assert (state(matter), JointDecision.objects.get().confirmed) == ("confirmed", sat)
    client.force_login(town.neighbour)
    for page in ("votes/", "votes/1/", "minutes/", "live/"):
        assert "Two shifts in July" in client.get(f"/assembly/{sat.reference}/{page}").text, page
    sat = meetings.close(sat, actor=town.assembly.leader)
    assert verify(write(sat)).faults == []


def test_a_vote_that_was_lost_leaves_it_to_lapse(town: "Town") -> None:
    matter = settle(town)
    sat = put(town, matter)
    decide(town.assembly, sat, ["yes", "no", "no"], item=2)
    assert state(matter) == "provisional"
    meetings.close(sat, actor=town.assembly.leader)
    assert (confirming.settle_all(), state(matter)) == (1, "lapsed")


def test_it_does_not_lapse_while_a_secret_vote_on_it_is_counted(town: "Town") -> None:
    matter = settle(town)
    sat = put(town, matter)
    opened = events.VoteOpened(1, 2, "ordinary", "secret", f"A-2026-000001 {matter.reference}", "1 1")
    with log.locked(sat) as kept:
        log.record(kept, opened, actor=town.assembly.leader)
        log.record(kept, events.VoteClosed(1), actor=town.assembly.leader)
    sat = meetings.close(sat, actor=town.assembly.leader)
    assert (confirming.settle_all(), state(matter)) == (0, "provisional")
    with log.locked(sat) as kept:
        log.record(kept, events.VoteCounted(1, 3, 0, 0, "x", "adopted"), actor=None)
    assert (confirming.settle_all(), state(matter)) == (1, "confirmed")


def test_only_what_still_holds_for_now_comes_on_the_agenda_of_a_congress(town: "Town") -> None:
    matter = settle(town)
    day, coming = town.assembly.question_day(), town.assembly.meeting("Opening", days=20)
    choices = cast(Row, approving.put_joint.asks["joint"]).among
    assert [each for each, _name in choices(coming, town.assembly.secretary)] == [matter]
    assert list(choices(day, town.assembly.secretary)) == []
    Matter.objects.filter(pk=matter.pk).update(state="lapsed")
    assert list(choices(coming, town.assembly.secretary)) == []


@pytest.mark.parametrize("yes", [0, 1])
def test_what_it_did_not_adopt_lapses_by_itself(town: "Town", yes: int) -> None:
    matter = settle(town)
    hold(town, matter, yes=yes)
    assert (confirming.settle_all(), state(matter)) == (1, "lapsed")
    assert confirming.settle_all() == 0


def test_nobody_confirms_it_by_hand_nor_the_hall_without_a_vote(town: "Town") -> None:
    matter = settle(town)
    congress = hold(town, matter)
    with pytest.raises(NotAllowed):
        joint.confirm_joint(matter, actor=town.assembly.leader, congress=congress)
    with pytest.raises(Wrong, match="No vote"):
        joint.confirm_joint(matter, actor=HALL, congress=congress)


def test_a_member_has_a_lapsed_one_brought_before_the_next_congress(town: "Town") -> None:
    matter = settle(town)
    hold(town, matter)
    confirming.settle_all()
    matter = joint.bring_again(Matter.objects.get(pk=matter.pk), actor=town.member, text="It was forgotten.")
    Meeting.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    assert (confirming.settle_all(), state(matter)) == (0, "provisional")


def test_what_no_congress_of_the_place_authorised_is_refused(town: "Town") -> None:
    matter = settle(town)
    other = Authority.objects.create(
        code="pay", title={"en": "Pay"}, place=town.union, decided="A-2026-000001/1"
    )
    with pytest.raises(Wrong, match="another place"):
        joint.settle_jointly(
            new_matter(joint.settle_jointly, town.mill), actor=town.assembly.leader, authority=other,
            meeting=matter.jointdecision.meeting, settled="Pay", words="More.",
        )  # fmt: skip


def test_an_authority_names_a_vote_that_a_congress_adopted(town: "Town", client: Client) -> None:
    matter = settle(town)
    congress = hold(town, matter, yes=3)
    client.force_login(town.assembly.leader)
    said = {"code": "leave", "title_en": "Leave", "title_zh-hans": "休假", "title_zh-hant": "休假"}
    said["place"], right = str(town.mill.pk), f"{congress.reference}/1"
    for decided in ("by all of us", f"{congress.reference}/2", f"A-2026-{matter.pk:06d}/1"):
        page = client.post("/assembly/authorities/new/", {**said, "decided": decided})
        assert page.status_code == 303, decided
    page = client.post("/assembly/authorities/new/", {**said, "place": str(town.north.pk), "decided": right})
    assert page.status_code == 303
    assert not Authority.objects.filter(code="leave").exists()
    client.post("/assembly/authorities/new/", {**said, "decided": f"{congress.reference}, vote 1"})
    assert Authority.objects.get(code="leave").decided == f"{congress.reference}/1"
