from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.roles import Role
from unionhall.kernel.rooms import Door, Room

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
    doors = (
        Door(
            "front",
            _("Ask for mediation"),
            _("Settle a dispute with somebody whom both sides accept. Free."),
            "mediation mediate mediator dispute conflict grievance arbitration wages unpaid overtime "
            "dismissal 调解 纠纷 争议 仲裁 欠薪 拖欠工资 加班费 辞退 "
            "調解 糾紛 爭議 仲裁 欠薪 拖欠工資 加班費 辭退",
        ),
        Door(
            "enter",
            _("Answer an invitation to mediation"),
            _("With the code in your letter, without an account."),
            "mediation letter link code invited other side 邀请 调解通知 对方 邀請 調解通知 對方",
        ),
    )
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
