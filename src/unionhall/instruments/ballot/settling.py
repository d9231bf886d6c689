"""What a matter reads of the vote for which it waits."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import who
from unionhall.kernel.contract import Awaiting
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.clocks import say_there


def awaited(stream: UUID, person: Person | None) -> Awaiting | None:
    """The vote of that stream; whoever may not see it reads neither its title nor when it closes."""
    election = Election.objects.select_related("place").filter(stream=stream).first()
    if election is None:
        return None
    seen = who.visible_to(person) if person else Election.objects.public()
    if not seen.filter(pk=election.pk).exists():
        return Awaiting(_("A vote"))
    return Awaiting(
        _("The vote “%(title)s”") % {"title": election.title},
        "" if election.by_hand else say_there(election.closes_at, election.place.zone),
        reverse("ballot:election", args=[election.uid]),
    )
