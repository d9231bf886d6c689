"""The other ways and their last days: before both sides from the first day, and what happens on them."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from tests.proving import proved
from unionhall.rooms.mediation.models import Milestone
from unionhall.rooms.mediation.procedure import beginning, going_on, inviting
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.knocking import ahead, read
from unionhall.rooms.mediation.tests.test_mediating_pages import by_account, by_receipt

WAYS = "Your other ways, and their last days"


def test_both_sides_read_them_from_the_beginning(scene: Scene) -> None:
    scene.ask()
    member = proved(scene.member)
    page = read(member.get(f"/matters/{scene.matter.reference}/"))
    assert WAYS in page
    assert "File for arbitration" in page
    assert "5 Jan 2027" in page
    assert "a cautious default; ask a lawyer" in page
    beginning.accept(scene.fresh(), actor=scene.chair)
    scene.seat_other()
    assert "5 Jan 2027" in read(by_receipt(scene))


def test_pay_has_no_last_day_while_the_employment_lasts(scene: Scene) -> None:
    scene.ask(employed_until=None)
    page = read(proved(scene.member).get(f"/matters/{scene.matter.reference}/"))
    assert "no last day to file is counted" in page


def test_they_stay_when_it_ended_without_mediation(scene: Scene) -> None:
    scene.ask()
    beginning.accept(scene.fresh(), actor=scene.chair)
    inviting.refuse(scene.fresh(), actor=scene.seat_other())
    assert WAYS in read(by_receipt(scene))


def test_what_happens_on_the_way_is_written_down(scene: Scene) -> None:
    scene.ask(employed_until=timezone.localdate() - timedelta(days=9))
    scene.choose()
    going_on.go_elsewhere(scene.fresh(), actor=scene.member)
    member = proved(scene.member)
    yesterday = timezone.localdate() - timedelta(days=1)
    by_account(scene, member, "write-milestone", name="file", happened_on=yesterday.isoformat())
    made = Milestone.objects.get()
    assert (made.name, made.happened_on, made.extra) == ("file", yesterday, 0)
    assert "Done on" in read(member.get(f"/matters/{scene.matter.reference}/"))


def test_a_day_to_come_and_an_unknown_event_are_refused(scene: Scene) -> None:
    scene.ask(employed_until=date(2026, 1, 5))
    scene.choose()
    going_on.go_elsewhere(scene.fresh(), actor=scene.member)
    member = proved(scene.member)
    tomorrow = by_account(scene, member, "write-milestone", name="file", happened_on=ahead(1))
    assert "This day is still to come." in read(tomorrow)
    assert (
        by_account(scene, member, "write-milestone", name="cake", happened_on="2026-01-06").status_code == 422
    )
    many = by_account(scene, member, "write-milestone", name="file", happened_on="2026-01-06", extra="lots")
    assert "Write a number of days" in read(many)
    nothing = by_account(scene, member, "write-milestone", name="file")
    assert "Write the day, or by how many days" in read(nothing)
    assert not Milestone.objects.exists()


def test_a_prolonged_limit_has_a_later_day(scene: Scene) -> None:
    scene.ask(employed_until=date(2026, 1, 5))
    scene.choose()
    going_on.go_elsewhere(scene.fresh(), actor=scene.member)
    member = proved(scene.member)
    by_account(scene, member, "write-milestone", name="file", extra="1")
    assert "5 Feb 2027" in read(member.get(f"/matters/{scene.matter.reference}/"))


def test_the_front_door_finds_mediation_in_every_language(scene: Scene) -> None:
    for words in ("mediation", "unpaid", "调解", "欠薪怎么办", "調解"):
        assert "/mediation/" in read(Client().get("/search/", {"q": words})), words
