from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.roles import Role
from unionhall.kernel.rooms import OVERSEERS, Door, Room

MEDIATOR, CHAIR = "mediator", "mediation_chair"
CLAIMANT, RESPONDENT, CO_CLAIMANT, PANEL = "claimant", "respondent", "co_claimant", "panel"
SPEAKER = "speaker"
BOARD_READERS = (CHAIR, "coordinator", *OVERSEERS)
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
            "mediation mediate mediator dispute conflict quarrel argument fight neighbour colleague "
            "reconcile grievance arbitration wages unpaid overtime dismissal 调解 调停 纠纷 争议 矛盾 "
            "冲突 吵架 吵了 和解 仲裁 邻居 欠薪 拖欠工资 加班费 辞退 調解 調停 糾紛 爭議 矛盾 衝突 吵架 "
            "吵了 和解 仲裁 鄰居 欠薪 拖欠工資 加班費 辭退",
        ),
        Door(
            "enter",
            _("Answer an invitation to mediation"),
            _("With the code in your letter, without an account."),
            "mediation letter link code invited invitation other side 邀请 邀请信 调解通知 对方 邀請 "
            "邀請信 調解通知 對方",
        ),
        Door(
            "board",
            _("Board of mediation"),
            _("Figures of your place, month by month."),
            "board boards report reports figures statistics dashboard workbook "
            "看板 报表 统计 月报 数据 看板 報表 統計 月報 數據",
            roles=BOARD_READERS,
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
