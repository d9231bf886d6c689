from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import Door, Room


class OfficesRoom(Room):
    """Who holds which office: proposed by one officer, accepted by its person, signed by another officer."""

    name = "unionhall.rooms.offices"
    label = "offices"
    title = _("Offices")
    summary = _("See who may do what, where and since when.")
    icon = "paper"
    letter = "O"
    coordinated_by = ("administrator", "chair", "coordinator")
    answers = False
    keeps_for_good = True  # who held which office must be known; there are no words of a member in it
    doors = (
        Door(
            "front",
            title,
            summary,
            "office officer officers official officials elected chair chairman president committee holds "
            "职务 职位 任职 主席 委员 干部 谁当 職務 職位 任職 主席 委員 幹部 誰當",
        ),
    )
