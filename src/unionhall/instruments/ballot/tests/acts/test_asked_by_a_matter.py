"""A plan that lies open waits for a vote; what comes of it goes back to the plan as a move of the hall."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tests import choir
from tests.choir import planning
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import calling, named, opening
from unionhall.instruments.ballot.procedure.asked import open_vote_for
from unionhall.instruments.ballot.questions import yes_no
from unionhall.instruments.ballot.tests.acts.holding import YES, Held
from unionhall.kernel.journal import events
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Awaited, Matter
from unionhall.kernel.people.actors import Hall
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.procedures import awaiting
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.procedures.predicates import anybody, is_hall
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.kernel.rooms import Circle, room

if TYPE_CHECKING:
    from tests.town import Town

RESULT = {"stage": "finished", "counts": [[1, 0, 0]]}


@pytest.fixture(autouse=True)
def moves(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan gets two moves more: one that asks for a vote, one that takes its result in."""

    def ask_all(matter: Matter, *, actor: Person, then: str = "take_result") -> None:
        """Everybody decides."""
        now = timezone.now()
        open_vote_for(
            matter,
            actor=actor,
            then=then,
            title={"en": "A summer choir"},
            opens_at=now - timedelta(minutes=1),
            closes_at=now + timedelta(days=1),
            questions=[yes_no({"en": "Do we sing?"})],
            mode=Election.Mode.NAMED,
        )

    def take_result(matter: Matter, *, actor: Hall, result: Mapping[str, Any]) -> Mapping[str, Any]:
        """It is decided."""
        return result

    for body, target, allowed in ((ask_all, None, anybody), (take_result, "done", is_hall)):
        move = Move(
            procedure=planning.plans,
            body=body,
            source=frozenset({"planned"}),
            target=target,
            allowed=allowed,
            title=_("T"),
            sentence=_("It was decided."),
        )
        monkeypatch.setitem(planning.plans.moves, move.name, move)
        monkeypatch.setitem(events._sentences, move.event, move.sentence)


def asked(town: "Town") -> tuple[Matter, Election]:
    matter = choir.plan(town)
    planning.plans.moves["ask_all"](matter, actor=town.chair)
    return matter, Election.objects.get()


def decided(election: Election, town: "Town") -> Election:
    calling.call(election, actor=town.chair, at=timezone.now() - timedelta(days=2))
    assert opening.open_now(election)
    election.refresh_from_db()
    named.say(election, YES, person=town.member)
    return Held(town, election, []).close()


def test_the_result_of_the_vote_moves_the_matter(
    town: "Town", django_capture_on_commit_callbacks: Any
) -> None:
    matter, election = asked(town)
    with django_capture_on_commit_callbacks(execute=True):
        decided(election, town)
    entry = Entry.objects.filter(stream=matter.stream).latest("number")
    assert (entry.event, entry.actor) == ("choir.take_result", None)
    assert entry.payload == {"vote": election.uid, **RESULT}
    assert Matter.objects.get(pk=matter.pk).state == "done"


def test_after_a_kill_the_clock_makes_the_move_once(town: "Town") -> None:
    matter, election = asked(town)
    decided(election, town)
    assert Matter.objects.get(pk=matter.pk).state == "planned"
    assert awaiting.deliver() == 1
    assert awaiting.deliver() == 0
    assert Entry.objects.filter(stream=matter.stream, event="choir.take_result").count() == 1


def test_a_void_vote_is_an_outcome_too(town: "Town") -> None:
    matter, election = asked(town)
    calling.call(election, actor=town.chair, at=timezone.now() - timedelta(days=2))
    calling.cancel(election, actor=town.chair, reason="The hall burnt down.")
    assert awaiting.deliver() == 1
    entry = Entry.objects.filter(stream=matter.stream).latest("number")
    assert entry.payload == {"vote": election.uid, "stage": "void", "counts": []}


def test_what_is_settled_twice_says_the_first(town: "Town") -> None:
    _matter, election = asked(town)
    assert awaiting.settled(election.stream, {"stage": "finished"}) == 1
    assert awaiting.settled(election.stream, {"stage": "void"}) == 0
    assert Awaited.objects.get().payload == {"stage": "finished"}


def test_a_matter_that_ended_meanwhile_is_left_as_it_is(town: "Town") -> None:
    matter, election = asked(town)
    planning.finish(matter, actor=town.steward, text="We did it without.")
    decided(election, town)
    assert awaiting.deliver() == 0
    assert not Awaited.objects.filter(done_at=None).exists()


def test_a_move_that_fails_stays_for_the_next_minute_and_stops_no_other(
    town: "Town", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, working = choir.plan(town), choir.plan(town)
    for matter in (broken, working):
        planning.plans.moves["ask_all"](matter, actor=town.chair)
    for election in Election.objects.all():
        awaiting.settled(election.stream, RESULT)
    Awaited.objects.filter(matter=broken).update(then="vanished")
    assert awaiting.deliver() == 1
    assert Matter.objects.get(pk=working.pk).state == "done"
    assert "what a matter waited for can't be told" in caplog.text
    assert list(Awaited.objects.filter(done_at=None).values_list("matter", flat=True)) == [broken.pk]


def test_nothing_is_settled_where_the_instruments_own_transaction_fails(town: "Town") -> None:
    _matter, election = asked(town)
    with transaction.atomic():
        assert awaiting.settled(election.stream, RESULT) == 1
        transaction.set_rollback(True)
    assert not Awaited.objects.filter(settled_at__isnull=False).exists()


def test_only_who_may_call_votes_there_asks_for_one(town: "Town") -> None:
    matter = choir.plan(town)
    with pytest.raises(NotAllowed):
        planning.plans.moves["ask_all"](matter, actor=town.steward)
    assert not Election.objects.exists()
    assert not Awaited.objects.exists()


@pytest.mark.parametrize("then", ["nothing", "finish"])
def test_a_move_that_the_hall_can_not_make_is_refused_at_once(town: "Town", then: str) -> None:
    with pytest.raises(ValueError, match="the hall can't make"):
        planning.plans.moves["ask_all"](choir.plan(town), actor=town.chair, then=then)


def page_of(matter: Matter, somebody: Person, client: Client, language: str = "en") -> str:
    client.force_login(somebody)
    answer = client.get(f"/matters/{matter.reference}/", headers={"accept-language": language})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_of_the_matter_says_what_it_waits_for_and_until_when(town: "Town", client: Client) -> None:
    matter, election = asked(town)
    calling.call(election, actor=town.chair, at=timezone.now() - timedelta(days=2))
    said = page_of(matter, town.neighbour, client)
    until = say_there(election.closes_at, town.north.zone)
    assert f'<a href="/ballot/{election.uid}/">The vote “A summer choir”</a>' in said
    assert f"until {until}" in said
    assert client.get(f"/ballot/{election.uid}/").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", ("在等什么", "截止")), ("zh-hant", ("在等什麼", "截止"))]
)
def test_so_it_does_in_chinese(town: "Town", client: Client, language: str, words: tuple[str, ...]) -> None:
    matter, election = asked(town)
    calling.call(election, actor=town.chair, at=timezone.now() - timedelta(days=2))
    said = page_of(matter, town.neighbour, client, language)
    assert all(each in said for each in words)


def test_who_may_not_see_the_vote_yet_reads_only_that_there_is_one(town: "Town", client: Client) -> None:
    matter, election = asked(town)
    said = page_of(matter, town.neighbour, client)
    assert "A vote" in said
    assert f"/ballot/{election.uid}/" not in said
    assert client.get(f"/ballot/{election.uid}/").status_code == 404
    Membership.objects.create(person=town.chair, place=town.north, from_on=timezone.localdate())
    assert f"/ballot/{election.uid}/" in page_of(matter, town.chair, client)


def test_a_guest_reads_of_an_open_plan_only_that_there_is_a_vote(
    town: "Town", client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter, election = asked(town)
    calling.call(election, actor=town.chair, at=timezone.now() - timedelta(days=2))
    monkeypatch.setattr(type(room("choir")), "opens", {"plan": Circle.EVERYBODY})
    said = client.get(f"/matters/{matter.reference}/").content.decode()
    assert "What it waits for" in said
    assert election.uid not in said


def test_what_is_settled_is_waited_for_no_more(town: "Town", client: Client) -> None:
    matter, election = asked(town)
    decided(election, town)
    assert "What it waits for" not in page_of(matter, town.neighbour, client)


def test_what_waits_for_nothing_says_nothing_of_it(town: "Town", client: Client) -> None:
    assert "What it waits for" not in page_of(choir.plan(town), town.neighbour, client)
