"""Who stands in a paper: who writes it, and the two sides."""

from django.conf import settings
from django.utils.translation import gettext as _

from unionhall.instruments.papers.kinds import Party, Sender
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage
from unionhall.rooms.mediation.apps import CLAIMANT, RESPONDENT, MediationRoom


def sender(matter: Matter) -> Sender:
    """Who writes: the union, below it the place of the dispute, and where to reach the nearest of them."""
    above = Place.objects.filter(path__in=lineage(matter.place_path)).order_by("-path")
    places = list(above) or [matter.place]
    union = next((each for each in places if each.kind == Place.Kind.UNION), places[-1])
    address = next((each.address for each in places if each.address), "")
    contact = next((each.contact for each in places if each.contact), "")
    telephone = next((each.telephone for each in places if each.telephone), "")
    own = "" if union.pk == places[0].pk else places[0].name
    return Sender(name=union.name, lines=tuple(line for line in (own, address, telephone, contact) if line))


def names(matter: Matter) -> dict[str, str]:
    """The name of each side, as the first side gave it."""
    first = next((seat.person.name for seat in matter.seats if seat.capacity == CLAIMANT), "")
    return {
        CLAIMANT: first or matter.dispute.called or str(_("The side that asked")),
        RESPONDENT: matter.dispute.contact.get("name", ""),
    }


def parties(matter: Matter) -> tuple[Party, ...]:
    return tuple(
        Party(name=name, capacity=str(MediationRoom.capacities[side])) for side, name in names(matter).items()
    )


def language_of_other_side(matter: Matter) -> str:
    """The language in which the hall writes to them."""
    return str(matter.dispute.contact.get("language") or settings.LANGUAGE_CODE)
