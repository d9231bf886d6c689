"""Seats that end, and who moves up; and the page on which everybody reads them."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.town import person
from tests.walking import Browser
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.models import Membership
from unionhall.kernel.places.models import Place
from unionhall.rooms.assembly.delegates import seating
from unionhall.rooms.assembly.delegates.ending import end_what_is_over
from unionhall.rooms.assembly.delegates.seating import Came, Entering, NoSeat
from unionhall.rooms.assembly.meeting import seats
from unionhall.rooms.assembly.models import Constituency, Mandate, Term
from unionhall.rooms.assembly.recorded import unrecorded
from unionhall.rooms.assembly.tests.electing import Electing

if TYPE_CHECKING:
    from tests.town import Town

DAY = timedelta(days=1)


@pytest.fixture
def held(town: "Town") -> Electing:
    return Electing(town)


def lay_down(client: Client, mandate: Mandate, person: Any) -> int:
    client.force_login(person)
    return client.post(f"/assembly/seats/{mandate.pk}/lay-down/", {"key": uuid4()}).status_code


def test_a_delegate_lays_the_seat_down_and_holds_it_until_the_end_of_the_day(
    held: Electing, client: Client
) -> None:
    mandate = held.elected()
    before = seats.filled(mandate.term)
    assert lay_down(client, mandate, held.people[0]) == 302
    mandate.refresh_from_db()
    assert (mandate.ended, mandate.until_on) == ("laid_down", timezone.localdate())
    assert seats.filled(mandate.term) == before
    tomorrow = Mandate.objects.current(timezone.localdate() + DAY).filter(seat=mandate.seat, standing_by=None)
    assert [each.person for each in tomorrow] == [held.people[2]]


def test_a_second_click_moves_nobody_else_up(held: Electing, client: Client) -> None:
    mandate = held.elected()
    for _twice in range(2):
        assert lay_down(client, mandate, held.people[0]) == 302
    assert Mandate.objects.filter(seat=mandate.seat, standing_by=None).count() == 2
    lines = Entry.objects.filter(stream=held.constituency.stream, event__startswith="assembly.seat_ended")
    assert [line.payload for line in lines] == [{"seat": 4}]


def test_a_seat_of_somebody_else_is_not_there_to_lay_down(held: Electing, client: Client) -> None:
    mandate = held.elected()
    assert lay_down(client, mandate, held.people[1]) == 404
    mandate.refresh_from_db()
    assert mandate.until_on is None


def test_equal_substitutes_stay_where_they_are_until_somebody_decides(held: Electing) -> None:
    mandate = held.elected()
    other = Mandate.objects.get(person=held.people[2])
    Mandate.objects.create(
        term=other.term, constituency=other.constituency, person=held.people[3], seat=0, standing_by=1
    )
    assert seating.end(mandate, Mandate.Ended.LAID_DOWN) is None
    assert seating.free(held.constituency) == 1


def test_who_leaves_the_constituency_has_no_seat_any_more(held: Electing) -> None:
    mandate = held.elected()
    past = {"from_on": timezone.localdate() - 9 * DAY, "until_on": timezone.localdate() - DAY}
    Membership.objects.filter(person=held.people[0]).update(**past)
    assert end_what_is_over() == 1
    assert end_what_is_over() == 0
    mandate.refresh_from_db()
    assert mandate.ended == "left"
    assert Mandate.objects.get(seat=mandate.seat, until_on=None, standing_by=None).person == held.people[2]


def test_a_substitute_who_left_too_does_not_move_up(held: Electing) -> None:
    mandate = held.elected()
    past = {"from_on": timezone.localdate() - 9 * DAY, "until_on": timezone.localdate() - DAY}
    Membership.objects.filter(person__in=(held.people[0], held.people[2])).update(**past)
    assert end_what_is_over() == 2
    assert not Mandate.objects.filter(seat=mandate.seat, until_on=None, standing_by=None).exists()


def test_with_the_term_every_mandate_ends_and_nobody_moves_up(held: Electing) -> None:
    mandate = held.elected()
    yesterday = timezone.localdate() - DAY
    Mandate.objects.filter(term=mandate.term).update(from_on=yesterday - 20 * DAY)
    Term.objects.filter(pk=mandate.term_id).update(until_on=yesterday)
    assert end_what_is_over() == 6
    ended = Mandate.objects.filter(term=mandate.term).values_list("until_on", "ended").distinct()
    assert set(ended) == {(yesterday, "term")}


def test_no_more_are_seated_than_there_are_seats(held: Electing) -> None:
    entering = [Entering(person) for person in held.people[:3]]
    with pytest.raises(NoSeat):
        seating.fill(held.constituency, entering, Came(Mandate.Why.BROUGHT))
    assert not Mandate.objects.filter(constituency=held.constituency).exists()


def test_a_seat_that_is_free_again_keeps_its_number(held: Electing) -> None:
    mandate = held.elected()
    Mandate.objects.filter(constituency=held.constituency).exclude(standing_by=None).delete()
    seating.end(mandate, Mandate.Ended.LAID_DOWN)
    (given,) = seating.fill(held.constituency, [Entering(held.people[5])], Came(Mandate.Why.BROUGHT))
    assert (given.seat, given.from_on) == (mandate.seat, timezone.localdate() + DAY)


def test_without_an_account_there_are_seats_and_arithmetic_and_no_name(
    held: Electing, client: Client
) -> None:
    held.elected()
    said = " ".join(client.get("/assembly/seats/").text.split())
    assert "Elected, since" in said
    assert "9 votes of 12 who may vote; 7 were needed (the union&#x27;s own default)" in said
    assert "South" in said
    assert all(name not in said for name in ("Vo Ter", "Dele Gate"))
    assert "/matters/" not in said


def test_who_signed_in_reads_who_holds_which(held: Electing, client: Client) -> None:
    held.elected()
    client.force_login(held.people[0])
    said = client.get("/assembly/seats/").text
    assert all(name in said for name in ("Vo Ter 00", "Vo Ter 01", "Vo Ter 02", "Dele Gate 1"))
    assert "In order of the alphabet." in said
    assert said.count("Lay it down") == 1


def test_names_stand_in_the_order_of_the_place(held: Electing, client: Client) -> None:
    names = ("张伟", "王芳", "丁一")
    for mandate, name in zip(held.town.assembly.mandates, names, strict=True):
        mandate.person.name = name
        mandate.person.save()
    Place.objects.filter(pk=held.town.mill.pk).update(names_by="strokes")
    client.force_login(held.people[0])
    said = client.get("/assembly/seats/").text
    assert [said.index(name) for name in ("丁一", "王芳", "张伟")] == sorted(
        said.index(name) for name in names
    )
    assert "In order of the strokes of the surname." in said


def test_the_page_of_a_term_works_the_number_out_and_says_what_does_not_fit(
    held: Electing, client: Client
) -> None:
    Constituency.objects.filter(code="south").update(staff=100)
    client.force_login(held.town.assembly.secretary)
    said = " ".join(client.get("/assembly/terms/first/").text.split())
    assert "30 + 2 × 5 = 40 (the union&#x27;s own default)" in said
    assert "The constituencies have 5 seats together, and the rules ask for at least 40." in said
    assert "400 may vote in the constituencies together, and 300 in the whole term." in said
    assert "40 × 300 ÷ 400 = 30.000, so 30" in said


def test_more_managers_than_the_rule_allows_are_refused_at_the_field(held: Electing) -> None:
    client = Browser()
    client.force_login(held.town.assembly.secretary)
    page = "/assembly/terms/first/edit/"
    term = Term.objects.get()
    sent = {
        "title_en": "First congress", "place": held.town.mill.pk, "from_on": term.from_on,
        "until_on": term.until_on, "staff": 300, "managers": 2, "seen": term.journal_length, "key": uuid4(),
    }  # fmt: skip
    refused = client.post(page, sent)
    assert "at most 1/5 of the delegates, that is 1, may be managers" in refused.text
    client.post(page, {**sent, "managers": 1, "key": uuid4()})
    term.refresh_from_db()
    assert term.managers == 1


def test_a_seat_that_no_entry_tells_of_is_named_to_the_operator(held: Electing) -> None:
    held.elected()
    assert unrecorded() == ["seat 1 of north", "seat 2 of north", "seat 3 of north"]


def test_the_page_of_seats_asks_no_more_for_more_delegates(held: Electing, client: Client) -> None:
    held.elected()
    client.force_login(held.people[5])
    client.get("/assembly/seats/")
    with CaptureQueriesContext(connection) as few:
        client.get("/assembly/seats/")
    for number in range(30):
        delegate = person(f"More {number}", held.town.south)
        Mandate.objects.create(
            term=held.constituency.term, constituency=held.constituency, person=delegate, seat=50 + number,
            election=held.matter, votes=9, entitled=12,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        client.get("/assembly/seats/")
    assert len(many) == len(few)
