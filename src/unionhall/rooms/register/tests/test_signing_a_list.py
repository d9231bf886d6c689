"""Another officer signs or declines: never who asked, never somebody on the list, never the recused."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Party, Recusal
from unionhall.kernel.notices.letters import told
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import Incomplete, NotAllowed
from unionhall.rooms.register.models import Listing
from unionhall.rooms.register.procedure import joining, lists
from unionhall.rooms.register.tests.listing import PURPOSE, ask

if TYPE_CHECKING:
    from tests.town import Town


def test_on_signing_everybody_on_it_is_told_who_asked_and_who_signed(town: "Town") -> None:
    matter = lists.sign_list(ask(town, town.member, town.neighbour), actor=town.chair)
    assert (matter.state, matter.handler) == ("announced", town.register_keeper)
    parties = Party.objects.filter(matter=matter, capacity="listed")
    assert {party.person for party in parties} == {town.member, town.neighbour}
    news = Notice.objects.filter(person=town.member).select_related("matter")
    [(_notice, sentence)] = told(news, town.member)
    assert "Reg Keeper (Register keeper) asked" in sentence
    assert "Chia Chair (Chair) signed" in sentence


def test_the_page_says_what_for_and_which_columns_and_not_who_else(town: "Town", client: Client) -> None:
    asked = ask(town, town.member, town.neighbour, with_phone=True)
    matter = lists.sign_list(asked, actor=town.chair)
    client.force_login(town.member)
    page = client.get(f"/matters/{matter.reference}/").content.decode()
    assert "new timetable" in page
    assert "Name, member number and telephone number" in page
    assert "Reg Keeper" in page
    assert "Chia Chair" in page
    assert town.neighbour.name not in page


@pytest.mark.parametrize("officer", ["mill_coordinator", "coordinator", "chair", "administrator"])
def test_each_deciding_officer_at_the_place_or_above_may_sign(town: "Town", officer: str) -> None:
    asked = ask(town, town.member)
    assert lists.sign_list(asked, actor=getattr(town, officer)).state == "announced"


@pytest.mark.parametrize("person", ["register_keeper", "steward", "caseworker", "member", "auditor"])
def test_nobody_else_signs_or_declines(town: "Town", person: str) -> None:
    asked = ask(town, town.member)
    with pytest.raises(NotAllowed):
        lists.sign_list(asked, actor=getattr(town, person))
    with pytest.raises(NotAllowed):
        lists.refuse_list(asked, actor=getattr(town, person), text="No.")
    with pytest.raises(NotAllowed):
        joining.decline(asked, actor=getattr(town, person), text="No.")


def test_the_same_officer_never_does_both_whatever_else_they_are(town: "Town") -> None:
    Office.objects.create(person=town.register_keeper, place=town.mill, role="chair")
    with pytest.raises(NotAllowed):
        lists.sign_list(ask(town, town.member), actor=town.register_keeper)


def test_the_database_refuses_the_same_officer_twice(town: "Town") -> None:
    ask(town, town.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.update(signed_by=town.register_keeper)


def test_who_is_on_the_list_does_not_sign_it(town: "Town") -> None:
    Membership.objects.create(person=town.chair, place=town.mill)
    asked = ask(town, town.member, town.chair, town.mill_coordinator)
    assert asked.handler in (town.coordinator, town.administrator)
    for officer in (town.chair, town.mill_coordinator):
        with pytest.raises(NotAllowed):
            lists.sign_list(asked, actor=officer)


def test_the_recused_do_not_sign_it(town: "Town") -> None:
    asked = ask(town, town.member)
    Recusal.objects.create(matter=asked, person=town.chair)
    with pytest.raises(NotAllowed):
        lists.sign_list(Matter.objects.get(), actor=town.chair)


def test_an_officer_of_another_branch_does_not_sign_it(town: "Town") -> None:
    elsewhere = Person.objects.create_user("chad@town.example", None, name="Chad Chair")
    Office.objects.create(person=elsewhere, place=town.harbour, role="chair")
    with pytest.raises(NotAllowed):
        lists.sign_list(ask(town, town.member), actor=elsewhere)


def test_declined_with_a_reason_nobody_becomes_a_party(town: "Town") -> None:
    asked = ask(town, town.member)
    with pytest.raises(Incomplete):
        lists.refuse_list(asked, actor=town.chair, text=" ")
    matter = lists.refuse_list(asked, actor=town.chair, text="A poster does it.")
    assert (matter.state, matter.people) == ("ended", [])
    assert Notice.objects.filter(person=town.register_keeper, event="register.refuse_list").exists()
    assert not Notice.objects.filter(person=town.member).exists()


def test_silence_goes_up_to_somebody_who_may_sign_and_signs_nothing(town: "Town") -> None:
    asked = ask(town, town.member)
    assert asked.handler == town.mill_coordinator
    for day in range(1, 8):
        clock.tick(timezone.now() + timedelta(days=day))
    asked.refresh_from_db()
    assert asked.state == "escalated"
    assert asked.handler in (town.coordinator, town.chair, town.administrator)
    for day in range(8, 20):
        clock.tick(timezone.now() + timedelta(days=day))
    asked.refresh_from_db()
    assert (asked.is_open, asked.listing.signed_by) == (True, None)


def test_before_it_goes_up_the_officer_is_reminded_once(town: "Town") -> None:
    asked = ask(town, town.member)
    reminded = Entry.objects.filter(stream=asked.stream, event="register.remind")
    [deadline] = asked.deadlines.filter(rule="register.reminder")
    clock.tick(deadline.due_at)
    assert not reminded.exists()
    clock.tick(deadline.due_at + timedelta(minutes=1))
    clock.tick(deadline.due_at + timedelta(minutes=2))
    asked.refresh_from_db()
    assert (asked.state, asked.handler) == ("received", town.mill_coordinator)
    assert reminded.count() == 1


def test_an_officer_reads_who_is_on_it_before_signing_and_each_of_them_sees_that(
    town: "Town", client: Client
) -> None:
    asked = ask(town, town.member, town.neighbour)
    Matter.objects.update(handler=town.chair)
    client.force_login(town.chair)
    page = client.get(f"/matters/{asked.reference}/").content.decode()
    assert PURPOSE.partition("'")[0] in page
    assert town.neighbour.name in page
    lines = Access.objects.filter(reader=town.chair.uid, subject__isnull=False)
    assert {line.subject for line in lines} == {town.member.uid, town.neighbour.uid}
    assert {(line.role, line.purpose) for line in lines} == {("chair", "matter")}
    assert lines.count() == 2
