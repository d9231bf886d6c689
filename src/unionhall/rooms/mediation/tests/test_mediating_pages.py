"""In mediation, by its pages: the mediator, times to meet, words in confidence, and secret answers."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.proving import proved, signed_in
from tests.walking import sent
from unionhall.rooms.mediation.models import Answer, Seat, Slot
from unionhall.rooms.mediation.procedure import beginning, inviting, talking
from unionhall.rooms.mediation.procedure.choosing import seats
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.knocking import keyed, read


def by_receipt(scene: Scene, name: str = "", **form: Any) -> Any:
    """The other side's page of the dispute, or of a move."""
    address = f"/receipt/{name}/" if name else "/receipt/"
    return Client(enforce_csrf_checks=True).post(address, {"code": scene.code, **form}, follow=True)


def by_account(scene: Scene, client: Client, move: str, **form: Any) -> Any:
    return sent(client, f"/matters/{scene.matter.reference}/{move}/", keyed(**form))


def moments(scene: Scene, *days: int) -> list[str]:
    """Times at two in the afternoon, by the clock of the place, as a browser sends them."""
    today = timezone.localtime(timezone=scene.matter.place.zone)
    return [f"{today + timedelta(days=each):%Y-%m-%d}T14:00" for each in days]


@pytest.fixture
def choosing(scene: Scene) -> Scene:
    """The other side takes part; the mediator is still to be chosen."""
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    inviting.take_part(scene.fresh(), actor=scene.seat_other())
    return scene


@pytest.fixture
def mediating(scene: Scene) -> Scene:
    scene.ask()
    scene.choose()
    return scene


def test_the_chair_proposes_and_both_accept(choosing: Scene) -> None:
    chair, member = proved(choosing.chair), proved(choosing.member)
    form = read(chair.get(f"/matters/{choosing.matter.reference}/propose/"))
    assert "Mei Diator" in form
    assert "Sec Ond" in form
    by_account(choosing, chair, "propose", mediator_1=str(choosing.mediator.pk))
    assert "Mei Diator" in read(by_receipt(choosing))
    by_account(choosing, member, "accept-mediator")
    by_receipt(choosing, "begin-mediation", **keyed())
    assert (choosing.fresh().state, choosing.matter.handler) == ("mediating", choosing.mediator)


def test_nobody_is_proposed_who_is_not_on_duty(choosing: Scene) -> None:
    page = by_account(choosing, proved(choosing.chair), "propose", mediator_1=str(choosing.town.steward.pk))
    assert page.status_code == 422
    assert not Seat.objects.exists()


def test_a_panel_of_three_is_three_different_people(choosing: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unionhall.rooms.mediation.procedure.choosing.panel_size", lambda matter: 2)
    chair = proved(choosing.chair)
    first, second = str(choosing.mediator.pk), str(choosing.second.pk)
    page = by_account(choosing, chair, "propose", mediator_1=first, mediator_2=first)
    assert "You chose this person already." in read(page)
    by_account(choosing, chair, "propose", mediator_1=first, mediator_2=second)
    assert [seat.person for seat in seats(choosing.matter)] == [choosing.mediator, choosing.second]


def test_times_are_proposed_by_the_clock_of_the_place_and_the_first_for_both_holds(mediating: Scene) -> None:
    mediator, member = proved(mediating.mediator), proved(mediating.member)
    first, second = moments(mediating, 2, 3)
    by_account(
        mediating, mediator, "propose-times", starts_1=second, starts_2=first, minutes="60", where="Room 4"
    )
    slots = talking.slots(mediating.fresh())
    assert [f"{each.starts_at.astimezone(mediating.matter.place.zone):%H:%M}" for each in slots] == [
        "14:00"
    ] * 2
    earlier, later = slots
    assert "Room 4" in read(by_receipt(mediating))
    by_account(mediating, member, "choose-times", chosen=[str(earlier.number), str(later.number)])
    by_receipt(mediating, "choose-times", **keyed(chosen=[str(later.number)]))
    assert mediating.fresh().dispute.meets_at == later.starts_at
    assert "Put it into your calendar" in read(by_receipt(mediating))


def test_a_second_meeting_can_be_agreed_on(mediating: Scene) -> None:
    """Answers to times of an earlier round say nothing of those of the next."""
    mediator, member = proved(mediating.mediator), proved(mediating.member)
    for day in (2, 9):
        (when,) = moments(mediating, day)
        by_account(mediating, mediator, "propose-times", starts_1=when, minutes="60", where="Room 4")
        number = str(Slot.objects.get(matter=mediating.matter).number)
        by_account(mediating, member, "choose-times", chosen=[number])
        by_receipt(mediating, "choose-times", **keyed(chosen=[number]))
        meets_at = mediating.fresh().dispute.meets_at
        assert meets_at
        assert meets_at.astimezone(mediating.matter.place.zone).hour == 14
        by_account(mediating, mediator, "record-meeting", present="All three", text="We meet again.")
    assert mediating.fresh().dispute.present == "All three"


@pytest.mark.parametrize(
    ("starts", "why"),
    [
        (["2020-01-01T10:00"], "This time is over."),
        (["tomorrow"], "Write the day and the time like this"),
        ([""], "Please answer this."),
        (["2036-01-05T10:00", "2036-01-05T10:30"], "This overlaps with another time above."),
    ],
)
def test_times_that_cannot_be_are_refused_at_their_field(
    mediating: Scene, starts: list[str], why: str
) -> None:
    form = {f"starts_{number}": each for number, each in enumerate(starts, start=1)}
    page = by_account(
        mediating, proved(mediating.mediator), "propose-times", minutes="60", where="Room 4", **form
    )
    assert why in read(page)
    assert "Room 4" in read(page)
    assert not Slot.objects.exists()


def test_full_width_digits_are_a_time(mediating: Scene) -> None:
    typed = {"starts_1": "２０３６／１／５ １４：３０", "minutes": "30", "where": "三楼会议室"}
    by_account(mediating, proved(mediating.mediator), "propose-times", **typed)
    zone: ZoneInfo = mediating.matter.place.zone
    assert f"{Slot.objects.get().starts_at.astimezone(zone):%Y-%m-%d %H:%M}" == "2036-01-05 14:30"


def test_choosing_needs_a_word(mediating: Scene) -> None:
    (when,) = moments(mediating, 2)
    mediator = proved(mediating.mediator)
    by_account(mediating, mediator, "propose-times", starts_1=when, minutes="60", where="Room 4")
    assert "say that none does" in read(by_receipt(mediating, "choose-times", **keyed()))
    by_receipt(mediating, "choose-times", **keyed(chosen=["none"]))
    assert mediating.fresh().dispute.meets_at is None
    assert "Choose times" not in read(by_receipt(mediating))


def test_what_is_said_in_confidence_reaches_no_page_of_the_other_side(mediating: Scene) -> None:
    member, mediator = proved(mediating.member), proved(mediating.mediator)
    by_account(mediating, member, "confide", text="I would take three hundred.")
    by_account(mediating, mediator, "confide-to", side="claimant", text="They may pay, I think.")
    for secret in ("three hundred", "They may pay", "in confidence"):
        assert secret in read(member.get(f"/matters/{mediating.matter.reference}/"))
    theirs = read(by_receipt(mediating))
    assert "three hundred" not in theirs
    assert "They may pay" not in theirs
    assert "something in confidence" not in theirs


def test_an_answer_to_a_proposal_stays_secret(mediating: Scene) -> None:
    mediator, member = proved(mediating.mediator), proved(mediating.member)
    by_account(mediating, mediator, "make-proposal", text="Four hundred, in two parts.")
    asked = by_account(mediating, member, "answer-proposal")
    assert asked.status_code == 422
    assert "Four hundred, in two parts." in read(asked)
    by_account(mediating, member, "answer-proposal", accepts="no")
    for page in (read(by_receipt(mediating)), read(mediator.get(f"/matters/{mediating.matter.reference}/"))):
        assert "waits for both answers" in page
        assert "Your answer" not in page
    by_receipt(mediating, "answer-proposal", **keyed(accepts="yes"))
    assert Answer.objects.exclude(audience="").count() == 2
    for page in (read(by_receipt(mediating)), read(mediator.get(f"/matters/{mediating.matter.reference}/"))):
        assert "was not accepted. Nobody is told who said no." in page
    assert "Your answer, which only you see" in read(by_receipt(mediating))


def test_the_guest_opens_the_evidence_with_the_code_and_nobody_without(mediating: Scene) -> None:
    plan = SimpleUploadedFile("plan.txt", b"Shifts of four weekends.")
    by_account(mediating, proved(mediating.member), "attach", file=plan)
    page = by_receipt(mediating)
    assert "plan.txt" in read(page)
    address = page.context["files"][0]["url"]
    opened = Client().post(address, {"code": mediating.code})
    assert b"".join(opened) == b"Shifts of four weekends."
    assert Client().post(address, {"code": "7KQ2-M9XD-PT4H-3WVB-CR8N"}).status_code == 404
    assert Client().get(address).status_code == 404


def test_a_handler_never_reads_the_page_without_showing_who_they_are(mediating: Scene) -> None:
    page = signed_in(mediating.mediator).get(f"/matters/{mediating.matter.reference}/draft/")
    assert page.status_code == 302
    assert "/account/reauthenticate/" in page["Location"]


def test_who_sees_the_dispute_takes_no_seat_on_its_page(mediating: Scene) -> None:
    page = read(proved(mediating.mediator).get(f"/matters/{mediating.matter.reference}/"))
    assert "Take a seat" not in page
