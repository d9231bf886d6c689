"""What a keeper asked or decided is taken back within a minute; nobody who applied has a letter about it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client

from tests.undoing import check_taken_back
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.register.post import letters
from unionhall.rooms.register.procedure import joining, list_ends, lists
from unionhall.rooms.register.tests.listing import ask, number
from unionhall.rooms.register.tests.test_joining import applied

if TYPE_CHECKING:
    from tests.town import Town

Act = Callable[[Matter, Person], Matter]
ACTS: dict[str, Act] = {
    "ask": lambda matter, by: joining.ask(matter, actor=by, text="Which shift?"),
    "decline": lambda matter, by: joining.decline(matter, actor=by, text="By § 3."),
    "answer there": lambda matter, by: joining.answer_there(matter, actor=by, text="We wrote to you."),
}


@pytest.fixture
def application(town: "Town") -> Matter:
    return applied(town, Client())[0]


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("who", ["register_keeper", "mill_coordinator"])
def test_all_is_as_it_was_and_whoever_had_it_has_it(
    town: "Town", application: Matter, act: Act, who: str
) -> None:
    keeper = getattr(town, who)
    back = check_taken_back(application, lambda found: act(found, keeper), joining.take_back, by=keeper)
    assert back.handler == town.register_keeper


def test_whoever_applied_hears_of_what_stands_alone(town: "Town", application: Matter) -> None:
    keeper = town.register_keeper
    joining.take_back(joining.ask(application, actor=keeper, text="Which shift?"), actor=keeper)
    asked = application.journal_length + 1
    joining.ask(Matter.objects.get(pk=application.pk), actor=keeper, text="Which branch?")
    mail.outbox.clear()
    letters.announce(application.pk, asked)
    assert mail.outbox == []
    letters.announce(application.pk, asked + 2)
    assert len(mail.outbox) == 1


def test_a_membership_that_began_stands(town: "Town", application: Matter) -> None:
    accepted = joining.accept(application, actor=town.register_keeper, text="Welcome.")
    with pytest.raises((NotAllowed, NotNow)):
        joining.take_back(accepted, actor=town.register_keeper)


def test_a_list_that_was_declined_is_there_again(town: "Town") -> None:
    number(town.member, town.neighbour)
    asked = ask(town, town.member, town.neighbour)
    signer = asked.handler
    assert signer
    check_taken_back(
        asked,
        lambda found: lists.refuse_list(found, actor=signer, text="Not for this."),
        list_ends.take_back,
        by=signer,
    )
