"""An office ends by its date, early by two officers, or at once by its own person."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Office
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.offices.procedure import by_date, ending, granting
from unionhall.rooms.offices.tests.proposing import again, signed

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def office(town: "Town") -> Office:
    """The steward's, which they have held for a while."""
    held = Office.objects.get(person=town.steward)
    held.from_on = timezone.localdate() - timedelta(days=100)
    held.save()
    return held


def test_it_ends_by_its_date_without_anybody_acting(town: "Town") -> None:
    held = signed(town)
    Office.objects.filter(pk=held.pk).update(
        from_on=timezone.localdate() - timedelta(9), until_on=timezone.localdate() - timedelta(1)
    )
    assert again(town.member).current_offices == []


def test_its_person_and_who_signed_are_told_30_and_7_days_before_and_once_each(town: "Town") -> None:
    until_on = signed(town).until_on
    assert until_on is not None
    told = [by_date.remind(until_on - timedelta(days)) for days in (31, 30, 29, 8, 7, 7, 3, 0, -1)]
    assert told == [0, 1, 0, 0, 1, 0, 0, 0, 0]
    for person in (town.member, town.chair):
        assert Notice.objects.filter(person=person, event="offices.remind_of_end").count() == 2


def test_a_job_that_did_not_run_for_weeks_reminds_once(town: "Town") -> None:
    until_on = signed(town).until_on
    assert until_on is not None
    assert [by_date.remind(until_on - timedelta(days)) for days in (5, 4)] == [1, 0]


def test_its_person_lays_it_down_at_once(town: "Town", office: Office, client: Client) -> None:
    client.force_login(town.steward)
    url = f"/offices/{office.pk}/lay-down/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"key": "11111111-1111-4111-8111-111111111111"}).status_code == 302
    assert again(town.steward).current_offices == []
    assert Matter.objects.get(room="offices").state == "laid_down"


def test_nobody_lays_down_somebody_elses(town: "Town", office: Office, client: Client) -> None:
    client.force_login(town.administrator)
    assert client.post(f"/offices/{office.pk}/lay-down/").status_code == 403
    assert Office.objects.current().filter(pk=office.pk).exists()


def test_the_last_who_decides_can_not_leave_the_hall_alone(town: "Town", client: Client) -> None:
    Office.objects.filter(role__in=("chair", "coordinator")).delete()
    client.force_login(town.administrator)
    held = Office.objects.get(person=town.administrator)
    assert client.post(f"/offices/{held.pk}/lay-down/").status_code == 409
    assert Office.objects.current().filter(pk=held.pk).exists()


def test_two_officers_end_it_and_its_person_is_told_at_once(
    town: "Town", office: Office, client: Client
) -> None:
    client.force_login(town.administrator)
    client.post(f"/offices/{office.pk}/end/")
    matter = Matter.objects.get(room="offices")
    assert (matter.state, matter.handler) == ("accepted", town.mill_coordinator)
    assert Notice.objects.filter(person=town.steward, matter=matter).exists()
    assert Office.objects.current().filter(pk=office.pk).exists()
    with pytest.raises(NotAllowed):
        ending.sign(matter, actor=town.administrator, text="It has to be.")
    ending.sign(matter, actor=town.chair, text="Recalled by the branch.")
    assert again(town.steward).current_offices == []
    assert Office.objects.get(pk=office.pk).until_on == timezone.localdate() - timedelta(1)


def test_ended_against_their_wish_they_appeal_and_two_others_grant_it_again(
    town: "Town", office: Office
) -> None:
    matter = ending.end_early(office, actor=town.administrator)
    matter = ending.sign(matter, actor=town.chair, text="Recalled.")
    appealed = ending.appeal(matter, actor=town.steward, text="There was no meeting.")
    assert appealed.handler not in (town.chair, town.steward)
    assert appealed.handler is not None
    renewed = ending.take_up(appealed, actor=appealed.handler, text="There was none.")
    assert again(town.steward).current_offices == []
    granting.sign(renewed, actor=town.chair, text="I agree.")
    assert [held.role for held in again(town.steward).current_offices] == ["steward"]


def test_an_office_that_ended_on_its_first_day_is_taken_back_and_stays_in_the_record(town: "Town") -> None:
    held = signed(town)
    matter = ending.lay_down_own(held, actor=town.member)
    assert again(town.member).current_offices == []
    assert (matter.appointment.office, matter.appointment.role) == (None, "steward")
    assert Matter.objects.filter(room="offices", state="signed").count() == 1


def test_the_end_refused_leaves_the_office(town: "Town", office: Office) -> None:
    matter = ending.end_early(office, actor=town.administrator)
    assert ending.refuse(matter, actor=town.chair, text="No reason was given.").state == "refused"
    assert Office.objects.current().filter(pk=office.pk).exists()
    with pytest.raises(NotAllowed):
        ending.appeal(matter, actor=town.steward, text="Thank you.")


def test_what_was_in_hand_goes_on_when_it_is_laid_down(town: "Town", office: Office, client: Client) -> None:
    matter = town.desk.ask()
    assert matter.handler == town.steward
    client.force_login(town.steward)
    client.post(f"/offices/{office.pk}/lay-down/", {"key": "11111111-1111-4111-8111-111111111112"})
    matter.refresh_from_db()
    assert matter.handler not in (None, town.steward)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404


def test_what_was_in_hand_goes_on_the_night_after_the_last_day(town: "Town", office: Office) -> None:
    matter, today = town.desk.ask(), timezone.localdate()
    office.until_on = today
    office.save()
    assert by_date.pass_on_what_was_in_hand(today) == 0
    office.until_on = today - timedelta(days=1)
    office.save()
    assert [by_date.pass_on_what_was_in_hand(today) for _ in range(2)] == [1, 0]
    matter.refresh_from_db()
    assert matter.handler not in (None, town.steward)
