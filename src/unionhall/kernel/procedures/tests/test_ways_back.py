"""Each move says whether it can be taken back, and what says so can."""

from typing import Any

import pytest
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.kernel.procedures.declaration import State, Text
from unionhall.kernel.procedures.tests import test_checks
from unionhall.kernel.procedures.tests.test_checks import add, choir, decline, faults, rest

_own_registers = test_checks._own_registers  # nothing declared here stays in the hall
NAME = "what_is_for_a_minute_can_be_taken_back"


def resting(**options: Any) -> dict[str, str]:
    """The faults of a choir with a rest that can be taken back."""
    made = choir()
    add(made, rest, **{"source": "asked", "target": None, "for_a_minute": True, **options})
    taking_back(made)
    return faults(made)


def test_a_room_adopts_it_in_one_line() -> None:
    assert resting() == {}


def test_what_is_for_a_minute_needs_the_verb_that_takes_it_back() -> None:
    made = choir()
    add(made, rest, source="asked", target=None, for_a_minute=True)
    assert "let `taking_back` follow" in faults(made)[NAME]


@pytest.mark.parametrize(
    "options",
    [
        {"text": Text(_("Said"), private=True)},
        {"tells_members": True},
        {"source": "declined", "target": "asked"},
        {"lost": _("All of it.")},
    ],
    ids=["private", "told to all members", "from an end", "lost"],
)
def test_what_taking_back_would_not_undo_is_not_for_a_minute(options: dict[str, Any]) -> None:
    assert NAME in resting(**options)


def test_nor_is_a_move_from_where_the_clock_stands_still() -> None:
    made = choir(waiting=State(_("Waiting"), limits=(test_checks.TIME,), pauses=True))
    add(made, rest, source="waiting", target="asked", for_a_minute=True)
    taking_back(made)
    assert "no clock runs" in faults(made)[NAME]


def test_who_ends_it_against_the_wish_says_whether_that_is_for_good() -> None:
    name = "an_end_by_others_says_whether_it_is_for_good"
    made = choir()
    add(made, decline, source="asked", target="declined", text=Text(_("Why")), lost=None)
    assert "'decline' ends the matter" in faults(made)[name]
    add(made, decline, source="asked", target="declined", text=Text(_("Why")), lost=None, for_a_minute=True)
    taking_back(made)
    assert name not in faults(made)
