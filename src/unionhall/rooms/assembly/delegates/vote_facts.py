"""What the page of an election or a recall says of what is asked."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.ordering import explained, in_order
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.delegates import asking, rules, seating, sources
from unionhall.rooms.assembly.models import Constituency


def of_election(matter: Matter, reader: Reader) -> list[Fact]:
    """Which constituency, for how many seats, who stands, and how many have to."""
    election = matter.election
    stand, order = _in_order(matter)
    difference = rules.share(matter, "difference")
    needed = rules.candidates_needed(matter, election.seats)
    least = _("at least %(needed)d for %(seats)d seats (%(source)s)") % {
        "needed": needed,
        "seats": election.seats,
        "source": sources.said(difference.source),
    }
    said = [
        *_where(election.constituency),
        (_("Seats to be filled"), str(election.seats)),
        (_("How many must stand"), least),
        (_("Who stands"), stand or _("nobody yet")),
        (_("Order of names"), order),
    ]
    return facts_of(said)


def of_recall(matter: Matter, reader: Reader) -> list[Fact]:
    """Which constituency, and from which seat."""
    recall = matter.recall
    return facts_of([*_where(recall.constituency), (_("Seat"), str(recall.seat))])


def why_not_read(matter: Matter) -> str:
    """What stands in the way of a result that is there already; empty where nothing does."""
    one = matter.rounds.order_by("-number").first() if matter.state == "voting" else None
    ballot = Ballot.objects.filter(uid=one.ballot, stage=Ballot.Stage.FINISHED).first() if one else None
    if one is None or ballot is None:
        return ""
    if asking.waits_for_paper(ballot):
        return _("The ballot is over. Its paper ballots are not counted and signed by two yet.")
    if one.kind != one.Kind.RECALL and seating.free(matter.election.constituency) < one.seats:
        return _(
            "The ballot is over, and its result can't be read in: fewer seats are free than it fills. Give "
            "the constituency more seats; the hall tries again each minute."
        )
    return ""


def _where(constituency: Constituency) -> Iterable[tuple[str, str]]:
    staff = _("%(where)s: %(staff)s may vote") % {"where": constituency, "staff": f"{constituency.staff:,}"}
    return [(_("Congress"), str(constituency.term)), (_("Constituency"), staff)]


def _in_order(matter: Matter) -> tuple[str, str]:
    """Who stands, in the order of the place, and which that is."""
    order = matter.place.order
    found = matter.candidates.filter(stands=True).select_related("person")
    listed = in_order([each.person.name for each in found], order)
    return "\n".join(listed), explained(order, listed) if listed else ""
