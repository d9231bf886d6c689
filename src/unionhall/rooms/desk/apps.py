from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import Room


class DeskRoom(Room):
    """The help desk: one door for every question."""

    name = "unionhall.rooms.desk"
    label = "desk"
    title = _("Help desk")
    summary = _("Ask for help or advice, and follow what becomes of it.")
    icon = "desk"
    letter = "D"
    handled_by = ("steward", "volunteer", "caseworker")
    keeps = {"desk.keep": _("Words, files and people of a closed request")}
