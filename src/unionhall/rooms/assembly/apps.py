from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.roles import WORKLIST, Role
from unionhall.kernel.rooms import Circle, Door, Room

PRESIDIUM = "congress_chair"
SECRETARY = "congress_secretary"
DOOR = "door_steward"
MANAGEMENT = "management_representative"


class AssemblyRoom(Room):
    """The workers' congress: its terms and delegates, its meetings, motions, decisions and promises."""

    name = "unionhall.rooms.assembly"
    label = "assembly"
    title = _("Assembly")
    summary = _("Read what is decided, and see what was promised.")
    icon = "assembly"
    letter = "A"
    handled_by = (PRESIDIUM, SECRETARY)
    coordinated_by = ("chair",)
    answers = False
    opens = dict.fromkeys(
        ("meeting", "motion", "election", "recall", "question", "promise", "joint_decision"), Circle.MEMBERS
    )
    keeps = {"assembly.keep": _("Questions of members to their delegates")}
    keeps_for_good = True  # what was decided holds until it is decided anew; nothing here is about a person
    doors = (
        Door(
            "front",
            title,
            summary,
            "assembly congress delegates meeting agenda motion proposal resolution decision quorum "
            "职代会 职工代表大会 代表大会 代表 会议 议程 提案 议案 决议 表决 職代會 職工代表大會 代表大會 "
            "會議 議程 提案 議案 決議 表決",
        ),
        Door(
            "seats",
            _("Seats of the congress"),
            _("See who sits in the congress, for whom, and how they were elected."),
            "seat seats delegate delegates representative elected constituency substitute recall 席位 代表 "
            "职工代表 选区 候补 罢免 選區 職工代表 候補 罷免",
            without_account=True,
        ),
        Door(
            "promises",
            _("What was promised to us"),
            _("See whether it is done, and what is late."),
            "promises promised kept late board 承诺 承諾 落实 落實 整改 兑现 兌現 逾期",
        ),
        Door(
            "motions",
            _("Motions"),
            _("What was proposed to the congress, and what came of it."),
            "motion proposal amendment resolution congress 提案 议案 議案 修正案 决议 決議",
        ),
        Door(
            "questions",
            _("Questions to the management"),
            _("Ask for the next question day, with your name or without it."),
            "question management question day ask manager 提问 提問 问政 經營管理 厂务公开日 恳谈 懇談 "
            "民主质询 民主質詢",
        ),
        Door(
            "mine",
            _("My delegate"),
            _("Who sits for you, what they said and how they voted."),
            "my delegate representative voted said report back 我的代表 職工代表 职工代表 述职 述職",
        ),
    )
    roles = (
        Role(
            PRESIDIUM,
            _("Chair of the congress"),
            may=_("Calls the meetings of the congress and leads them."),
            first=(WORKLIST,),
        ),
        Role(
            SECRETARY,
            _("Secretary of the congress"),
            may=_("Keeps terms, seats, agenda and minutes of the congress, and receives motions."),
            first=(WORKLIST,),
        ),
        Role(
            DOOR,
            _("Door steward"),
            may=_("Lets delegates in at a meeting and says when one leaves. Sees no list of who came."),
        ),
        Role(
            MANAGEMENT,
            _("Management representative"),
            may=_("Answers what the congress asks of the management, and keeps what was promised."),
            first=(
                (_("Read what is asked of the management, and what was promised."), "assembly:questions"),
            ),
        ),
    )
