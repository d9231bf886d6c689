"""What a vote needs before it is called: questions, voters, somebody with a key, and time to read it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import who
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.clocks import say_there
from unionhall.kernel.procedures.packs import pack

NOTICE = "ballot.notice"


def shortest_notice(place: Place, at: datetime) -> timedelta:
    """How long before its opening a vote is called at the latest, by the rules of the place."""
    return timedelta(hours=pack(place.pack).get(NOTICE, on=at.date()).amount)


def lacking(election: Election, at: datetime) -> Iterator[str]:
    """What is missing if it is to be called at that moment, in sentences."""
    if not election.questions:
        yield _("It asks nothing yet.")
    if not who.eligible(election).exists():
        yield _("Nobody may vote here.")
    if election.is_secret and not election.trustees.exists():
        yield _("Nobody holds a key yet, and without one a secret vote can't be opened.")
    if not election.by_hand:
        yield from too_soon(election, election.opens_at, called_at=at)


def too_soon(election: Election, opens_at: datetime, *, called_at: datetime) -> Iterator[str]:
    """That it would open before everybody had time to read it, where that is so."""
    notice = shortest_notice(election.place, called_at)
    if opens_at - called_at < notice:
        said: dict[str, Any] = {
            "hours": round(notice.total_seconds() / 3_600),
            "earliest": say_there(called_at + notice + timedelta(minutes=10), election.place.zone),
        }
        yield (
            _("Members have %(hours)d hours to read it before it opens: %(earliest)s at the earliest.") % said
        )
