"""What anybody reads of a vote whose archive is public: no name, and no number from 1 to 9 of people."""

from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election
from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.procedures.clocks import mark_there

SMALLEST = 10  # smaller numbers of people are not shown, but for none


def facts(election: Election) -> list[Fact]:
    """Who may vote, when, how, and how many ballots the archive holds."""
    zone = election.place.zone
    said = [
        (_("Who may vote"), _("The members of %(place)s on the day it opened") % {"place": election.place}),
        (_("Opens"), mark_there(election.opens_at, zone)),
        (_("Closes"), mark_there(election.closes_at, zone)),
        (_("How"), str(election.get_mode_display())),
        (_("On paper, too"), _("yes, at a table, once for each person") if election.with_paper else ""),
        (_("Ballots in the archive"), _ballots(election)),
    ]
    return facts_of(said)


def _ballots(election: Election) -> str:
    cast = election.events.filter(kind="Ballot").count()
    return _("fewer than 10") if 0 < cast < SMALLEST else f"{cast:,}"
