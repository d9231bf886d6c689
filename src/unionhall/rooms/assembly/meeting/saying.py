"""What the journal says of the log's lines, and why one may not come, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal.events import register
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.assembly.sitting import events
from unionhall.rooms.assembly.sitting.sitting import Refused

SENTENCES: dict[type[events.Event], Any] = {
    events.Begun: _("The meeting began. {seats} seats are filled."),
    events.Present: _("{present} delegates are present."),
    events.ItemCalled: _("Item {item} was called."),
    events.ItemDone: _("Item {item} is dealt with."),
    events.Paused: _("A break began."),
    events.Resumed: _("The break was over."),
    events.Asked: _("Seat {seat} asked to speak."),
    events.TookBack: _("Seat {seat} took the wish to speak back."),
    events.Given: _("Seat {seat} had the word."),
    events.Ended: _("Seat {seat} ended."),
    events.VoteOpened: _("Vote {vote} was opened on item {item}."),
    events.Entered: _("The teller of seat {teller} counted: yes {yes}, no {no}, abstained {abstained}."),
    events.VoteClosed: _("Vote {vote} takes no more ballots."),
    events.VoteCounted: _("Vote {vote} was counted: yes {yes}, no {no}, abstained {abstained}."),
    events.VoteDropped: _("Vote {vote} was broken off."),
    events.Closed: _("The meeting was closed."),
}
REASONS: dict[str, Any] = {
    "begun": _("The meeting has begun already."),
    "no_seats": _("No seat of the congress is filled."),
    "too_many": _("{given} are more than the {most} seats that are filled. Count again."),
    "more_than_present": _("{given} are more than the {most} delegates who are present. Count again."),
    "other_item": _("Another item is being dealt with. Look where the meeting stands now."),
    "other_vote": _("Another vote was opened meanwhile. Look where the meeting stands now."),
    "no_break": _("There is no break now."),
    "no_item": _("No item is being dealt with now."),
    "waits": _("You are on the list of speakers already."),
    "waits_not": _("This seat is not on the list of speakers."),
    "speaks_not": _("This seat doesn't have the word."),
    "not_by_hand": _("This vote is not taken by show of hands."),
    "not_secret": _("This vote is not secret: count it at once."),
    "still_open": _("The vote still takes ballots. Close it first."),
    "tellers_differ": _("Two tellers must have entered the same numbers. Count once more."),
    "other_outcome": _("The result doesn't follow from its numbers."),
    "no_vote": _("No such vote is open now."),
    "vote_open": _("A vote is open. Close it first, or break it off."),
    "not_sitting": _("The meeting is not sitting now."),
    "no_quorum": _(
        "There is no quorum: {present} of {seats} delegates are present, {needed} are needed. Nothing can be "
        "decided until {needed} are in the room. Discuss on, take a break, or close the meeting."
    ),
    "seat_taken": _(
        "Somebody stands in for seat {seat} in this meeting. Ask the door steward to let them out first."
    ),
    "filled_later": _(
        "Seat {seat} was filled after the meeting began, and the seats that decide in it were counted then. "
        "Its delegate listens as a guest this time, and decides from the next meeting on."
    ),
    "no_free_seat": _(
        "Every seat that you could take is taken by its delegate. Ask the door steward whether one leaves."
    ),
    "too_early": _("Delegates have until the first item to come. Try again once it is called."),
    "no_seat": _("You hold no seat in this congress and stand by for none. Ask its secretary if you should."),
    "nobody_sits": _("There is no delegate in seat {seat} today. Look at the number on the list of seats."),
    "wrong_code": _("This is not the code on the wall now. It changes every minute: read it once more."),
    "no_card": _(
        "This is no card that is good today, or whoever bears it has left. Let them ask the secretary."
    ),
    "bears_no_seat": _(
        "Whoever bears this card holds no seat today and stands by for none. Let them ask the secretary."
    ),
    "no_substitute": _("Nobody stands by for this seat today. Type another seat, or ask the secretary."),
    "stands_by": _("This substitute takes no seat in this meeting, so there is nothing to do."),
    "empty": _("Type the number of a seat, or a member's card."),
    "not_here": _("You are not in the room yet. Enter the code on the wall first."),
    "moved_on": _("Somebody else led on meanwhile, so nothing was done. Look where the meeting stands now."),
    "unknown": _("The log knows no such line."),
}

for _kind, _sentence in SENTENCES.items():
    register(_kind.name(), _sentence)


class NotSo(Refusal):
    """A line that may not come now; `message` says why, and what to do."""

    def __init__(self, refused: Refused) -> None:
        self.message = str(REASONS[refused.reason]).format(**refused.numbers)
        super().__init__(self.message)
