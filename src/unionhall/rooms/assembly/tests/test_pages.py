"""The pages of motions and votes: what each reader finds, and what they can do there."""

from typing import TYPE_CHECKING

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.models import Voice
from unionhall.rooms.assembly.procedure import amending
from unionhall.rooms.assembly.sitting.sitting import How
from unionhall.rooms.assembly.tests.deciding import decide, open_by_name, sitting
from unionhall.rooms.assembly.tests.test_secret_votes import Secret

if TYPE_CHECKING:
    from tests.town import Town
    from unionhall.kernel.people.models import Person


def read(address: str, somebody: "Person", *, language: str = "en") -> str:
    client = Client(headers={"accept-language": language})
    client.force_login(somebody)
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.text.split())


def post(address: str, somebody: "Person", **said: object) -> int:
    client = Client()
    client.force_login(somebody)
    return client.post(address, said).status_code


def test_a_delegate_proposes_one_on_a_page(town: "Town") -> None:
    congress = town.assembly.congress(4)
    delegate = congress.mandates[0].person
    said = {
        "term": congress.term.pk,
        "name": "Lamps",
        "subject": "safety",
        "text": "New lamps.",
        "grounds": "Dark.",
    }
    assert post("/assembly/propose/", delegate, **said) == 302
    motion = Matter.objects.get(kind="motion")
    assert (motion.place, motion.motion.is_vital) == (town.mill, True)
    assert "Lamps" in read("/assembly/motions/", town.neighbour)


def test_who_holds_no_seat_is_refused_and_reads_why(town: "Town") -> None:
    town.assembly.congress(4)
    assert post("/assembly/propose/", town.neighbour) == 403


def test_a_vital_motion_that_is_not_adopted_is_not_binding_wherever_it_stands(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion("Shifts", subject="hours")
    words = "Not binding"
    assert words in read(f"/matters/{motion.reference}/", town.neighbour)
    assert words in read("/assembly/motions/", town.neighbour)
    assert words in read(f"/assembly/{motion.reference}/text/", town.neighbour)
    other = congress.motion("Party", subject="other")
    assert words not in read(f"/matters/{other.reference}/", town.neighbour)


def test_a_vote_by_name_from_the_chairs_page_to_the_result(town: "Town") -> None:
    congress = town.assembly.congress(6)
    meeting = congress.sit(congress.agenda(congress.motion("Party", subject="other")))
    votes = f"/assembly/{meeting.reference}/votes/"
    assert "By name" in read(votes, congress.leader)
    assert post(f"{votes}open/", congress.leader, how="names", item=3) == 302
    page = read(votes, congress.mandates[0].person)
    assert "You vote for seat 1." in page
    for mandate in congress.mandates[:5]:
        assert post(f"{votes}1/say/", mandate.person, choice="yes") == 302
    assert "Dele Gate 5: <b>Yes</b>" in read(votes, town.neighbour).replace("</span> ", "</span> ")
    assert post(f"{votes}1/close/", congress.leader) == 302
    result = read(f"{votes}1/", town.neighbour)
    assert "6 seats are filled, and their delegates may decide." in result
    assert "Needed: more than half of all seats, which is 4 of 6" in result
    assert "Counted: yes 5, no 0, abstained 0. 1 of those who may decide did not vote." in result
    assert "5 is at least 4: adopted." in result


def test_what_is_no_choice_is_said_and_nothing_is_written(town: "Town") -> None:
    congress = town.assembly.congress(4)
    meeting = congress.sit(congress.agenda(congress.motion(subject="other")))
    open_by_name(congress, meeting)
    votes = f"/assembly/{meeting.reference}/votes/"
    assert post(f"{votes}1/say/", congress.mandates[0].person, choice="perhaps") == 302
    assert not Voice.objects.exists()


def test_a_stale_page_is_told_where_the_meeting_stands(town: "Town") -> None:
    congress = town.assembly.congress(4)
    meeting = congress.sit(congress.agenda(congress.motion(subject="other")))
    decide(congress, meeting, ["yes"] * 4)
    votes = f"/assembly/{meeting.reference}/votes/"
    assert post(f"{votes}1/say/", congress.mandates[0].person, choice="yes") == 409
    assert post(f"{votes}1/close/", congress.leader) == 409
    assert post(f"{votes}open/", town.neighbour, how="names") == 403


def test_a_wrong_count_comes_back_with_what_was_typed(town: "Town") -> None:
    congress = town.assembly.congress(4)
    meeting = congress.sit(congress.agenda(congress.motion(subject="other")))
    votes = f"/assembly/{meeting.reference}/votes/"
    post(f"{votes}open/", congress.leader, how="hands", item=3)
    client = Client()
    client.force_login(congress.secretary)
    answer = client.post(f"{votes}1/enter/", {"seat": 77, "yes": 3, "no": 1, "abstained": 0})
    assert answer.status_code == 422
    assert "No delegate has this seat." in answer.text
    assert 'value="3"' in answer.text
    assert post(f"{votes}1/enter/", congress.secretary, seat=2, yes=3, no=1, abstained=0) == 302
    assert sitting(meeting).vote.entered == {2: (3, 1, 0)}  # type: ignore[union-attr]


def test_amendments_stand_side_by_side_with_what_they_say_otherwise(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion(text="代表不得连任。\nThey are paid.")
    delegate = congress.mandates[3].person
    amending.amend(motion, actor=delegate, paragraph="1", way="replace", words="代表不得不连任。")
    amending.amend(motion, actor=delegate, paragraph="1", way="strike", words="")
    page = read(f"/assembly/{motion.reference}/text/", town.neighbour)
    assert '<ins class="turns">不</ins>' in page
    assert "Mind “不”: this alone turns the sense round." in page
    assert page.index("Amendment 1") < page.index("Amendment 2") < page.index("They are paid.</p>")
    assert "Propose an amendment" not in page
    assert "Propose an amendment" in read(f"/assembly/{motion.reference}/text/", delegate)


def test_what_earlier_meetings_decided_is_reported_to_the_next(town: "Town") -> None:
    congress = town.assembly.congress(4)
    meeting = congress.sit(congress.agenda(congress.motion("Lamps", subject="other")))
    decide(congress, meeting, ["yes"] * 4)
    following = congress.meeting(days=30)
    assert "Lamps" in read(f"/assembly/{following.reference}/earlier/", town.neighbour)
    assert "Lamps" not in read(f"/assembly/{meeting.reference}/earlier/", town.neighbour)


def test_a_later_vote_and_the_first_name_each_other(town: "Town") -> None:
    from unionhall.rooms.assembly.procedure import screening

    congress = town.assembly.congress(4)
    motion = congress.motion(subject="other")
    first = congress.sit(congress.agenda(motion))
    decide(congress, first, ["yes"] * 4)
    screening.take_up_again(Matter.objects.get(pk=motion.pk), actor=congress.leader, text="New facts.")
    second = congress.sit(congress.agenda(Matter.objects.get(pk=motion.pk)))
    decide(congress, second, ["no"] * 4)
    assert f"/assembly/{second.reference}/votes/1/" in read(
        f"/assembly/{first.reference}/votes/1/", town.neighbour
    )
    assert f"/assembly/{first.reference}/votes/1/" in read(
        f"/assembly/{second.reference}/votes/1/", town.neighbour
    )


def test_a_delegate_gets_ready_for_a_secret_vote_and_finds_the_way_to_the_booth(town: "Town") -> None:
    vote = Secret(town)
    votes, delegate = f"/assembly/{vote.meeting.reference}/votes/", vote.congress.mandates[0].person
    assert f'data-uid="{vote.held.election.uid}"' in read(votes, delegate)
    assert "data-get-ready" not in read(votes, town.neighbour)
    assert post(f"{votes}open/", vote.congress.leader, how=str(How.SECRET), item=3) == 302
    assert f"/ballot/{vote.held.election.uid}/vote/" in read(votes, delegate)
    assert f"/ballot/{vote.held.election.uid}/vote/" not in read(votes, town.neighbour)


def test_more_motions_and_votes_ask_the_database_no_more(town: "Town") -> None:
    congress = town.assembly.congress(4)
    put = [congress.motion(f"Motion {number}", subject="other") for number in range(5)]
    meeting = congress.sit(congress.agenda(*put[:2]))
    decide(congress, meeting, ["no"] * 4)
    client = Client()
    client.force_login(town.neighbour)
    pages = ("/assembly/motions/", f"/assembly/{meeting.reference}/votes/")

    def asked() -> list[int]:
        counts = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    before = asked()
    congress.call_item(meeting, 4)
    decide(congress, meeting, ["no"] * 4, item=4)
    congress.motion("One more", subject="pay")
    assert asked() == before


def test_strangers_find_nothing(town: "Town") -> None:
    congress = town.assembly.congress(4)
    motion = congress.motion()
    meeting = congress.agenda(motion)
    client = Client()
    client.force_login(town.outsider)
    for address in (
        f"{meeting.reference}/votes/",
        f"{meeting.reference}/earlier/",
        f"{motion.reference}/text/",
    ):
        assert client.get(address).status_code == 404
    assert client.get(f"/assembly/{motion.reference}/votes/").status_code == 404
