"""What the journal of an election says, in sentences."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.journal import events

SENTENCES: dict[str, Any] = {
    "ballot.called": _("{actor} called the vote."),
    "ballot.invited": _("{actor} asked somebody to hold a key."),
    "ballot.dismissed": _("{actor} took a key holder off; the keys are made anew."),
    "ballot.published": _("{actor} published step {step} of making the keys."),
    "ballot.credentials": _("{actor} gave in the public list of {voters} credentials."),
    "ballot.opened": _("The vote opened with {roll} people on the roll."),
    "ballot.waits_keys": _("The vote could not open in time: the keys are not made yet."),
    "ballot.waits_credentials": _("The vote could not open in time: the list of credentials is missing."),
    "ballot.waits_registered": _(
        "The vote could not open in time: so few have registered that the result could not be "
        "opened afterwards."
    ),
    "ballot.waits_roll": _(
        "The vote could not open in time: so few may vote here that the result could not be "
        "opened afterwards."
    ),
    "ballot.closed": _("The vote closed. {ballots} ballots are in the archive."),
    "ballot.sealed": _("Fewer than {minimum} secret ballots were cast: they are never opened."),
    "ballot.stopped": _("The count stopped: the ballots kept here are not as they were cast."),
    "ballot.went_on": _("The count goes on: the ballots kept here are as they were cast again."),
    "ballot.added_up": _("The ballots are added up, and the hall did its part of opening the sum."),
    "ballot.contributed": _("The part of key holder {number} arrived and was checked."),
    "ballot.decrypted": _("A part of opening the sum arrived and was checked."),  # in older journals
    "ballot.finished": _("The result of the vote is in."),
    "ballot.paper_entered": _("{actor} entered the count of the paper ballots."),
    "ballot.paper_signed": _("{actor} signed the count of the paper ballots."),
    "ballot.cancelled": _("{actor} declared the vote void and says why."),
}


# To those who are told, where the journal speaks about them.
TOLD: dict[str, Any] = {
    "ballot.invited": _("You are asked to hold a key."),
    "ballot.closed": _("The vote closed. Your key will be needed once the ballots are added up."),
}


def register_events() -> None:
    """Give each event of an election its sentence."""
    for event, sentence in SENTENCES.items():
        events.register(event, sentence, told=TOLD.get(event))
