from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import Room


class RegisterRoom(Room):
    """Membership: joining, moving to another branch, leaving, and the member's card."""

    name = "unionhall.rooms.register"
    label = "register"
    title = _("Membership")
    summary = _("Join the union, move to another branch, leave, and show your member card.")
    icon = "person"
    letter = "M"
    handled_by = ("register_keeper",)
    answers = False
    keeps = {
        "register.keep_application": _("What an applicant wrote, after an application without a membership"),
        "register.keep_departed": _("Name and contact of somebody who left the union"),
        "register.keep_list": _("Who was on a list of members, and what it was for"),
    }
