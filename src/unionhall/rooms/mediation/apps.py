from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.roles import Role
from unionhall.kernel.rooms import Room

MEDIATOR, CHAIR = "mediator", "mediation_chair"
CLAIMANT, RESPONDENT, CO_CLAIMANT, PANEL = "claimant", "respondent", "co_claimant", "panel"
SPEAKER = "speaker"
ASKING = (CLAIMANT, CO_CLAIMANT, SPEAKER)  # everybody of the side that asked


class MediationRoom(Room):
    """Disputes: settled by two sides and a mediator whom both accept. It is a sealed room."""

    name = "unionhall.rooms.mediation"
    label = "mediation"
    title = _("Mediation")
    summary = _("Settle a dispute with somebody whom both sides accept.")
    icon = "mediation"
    letter = "S"
    coordinated_by = (CHAIR,)
    sealed = True
    roles = (
        Role(
            MEDIATOR,
            _("Mediator"),
            may=_("Mediates the disputes for which both sides accept them. Sees no others."),
        ),
        Role(
            CHAIR,
            _("Chair of mediation"),
            may=_("Receives the disputes of their place and proposes a mediator to both sides."),
        ),
    )
    capacities = {
        CLAIMANT: _("The side that asked"),
        CO_CLAIMANT: _("A colleague of the side that asked"),
        SPEAKER: _("The elected speaker of the side that asked"),
        RESPONDENT: _("The other side"),
        PANEL: _("A member of the panel"),
    }
    keeps = {"mediation.keep": _("Words, files and people of a dispute that is over")}
