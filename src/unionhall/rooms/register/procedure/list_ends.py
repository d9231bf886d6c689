"""How a list ends without being taken, and what those on it can do afterwards."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor, Hall
from unionhall.kernel.procedures.customs.going_up import handed_up
from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.kernel.procedures.declaration import Text
from unionhall.kernel.procedures.predicates import is_hall, is_handler, is_party
from unionhall.rooms.register.procedure.list_states import UNSIGNED, lists
from unionhall.rooms.register.procedure.signers import hand_list_up, is_asker


@lists.move(
    source="ready",
    target="lapsed",
    allowed=is_hall,
    title=_("Let the list lapse"),
    sentence=_("The list was not taken in seven days and can't be taken any more. {handler} closes it."),
)
def lapse_list(matter: Matter, *, actor: Hall) -> None:
    """Nobody took it in time, so nobody needs it."""


@lists.move(
    source=(*UNSIGNED, "announced", "ready", "lapsed"),
    target="ended",
    allowed=is_asker,
    title=_("Give the list up"),
    sentence=_("{actor} gave the list up. It was not taken."),
    text=Text(_("Why, for everybody who reads this")),
    style="danger",
    for_a_minute=True,
)
def drop_list(matter: Matter, *, actor: Actor) -> None:
    """Nothing was written out, and nothing will be."""


@lists.move(
    source="lapsed",
    target="ended",
    allowed=is_handler,
    title=_("Close the list"),
    sentence=_("{actor} closed the list, which was not taken."),
    text=Text(_("A word to those who were on it")),
    for_a_minute=True,
)
def close_list(matter: Matter, *, actor: Actor) -> None:
    """It can't be taken any more; say so to those who were on it."""


hand_lapsed_up = handed_up(
    lists,
    "hand_lapsed_up",
    source="lapsed",
    title=_("Hand the list up"),
    sentence=_("Nobody closed the list. {handler} closes it now."),
    up=hand_list_up,
)


@lists.move(
    source="ended",
    target="disputed",
    allowed=is_party,
    title=_("Object to what was done"),
    sentence=_("Somebody on the list objects to what was done with it. {handler} looks at it."),
    text=Text(_("What is not right; everybody on the list can read it")),
)
def dispute_list(matter: Matter, *, actor: Actor) -> None:
    """An officer who had no part in it looks at it and answers."""
    matter.handler = matter.listing.signed_by
    hand_list_up(matter)


@lists.move(
    source="disputed",
    target="ended",
    allowed=is_handler,
    title=_("Answer the objection"),
    sentence=_("{actor} looked at it and answers."),
    text=Text(_("What you found, and what was done about it")),
    style="main",
    for_a_minute=True,
)
def answer_dispute(matter: Matter, *, actor: Actor) -> None:
    """Ask the keeper what became of the file. Those on the list read your answer and can object again."""


hand_dispute_up = handed_up(
    lists,
    "hand_dispute_up",
    source="disputed",
    title=_("Hand the objection to a list up"),
    sentence=_("Nobody answered the objection in time. {handler} answers it now."),
    up=hand_list_up,
)

take_back = taking_back(lists)
