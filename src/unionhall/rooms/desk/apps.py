from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import Door, Room


class DeskRoom(Room):
    """The help desk: one door for every question."""

    name = "unionhall.rooms.desk"
    label = "desk"
    title = _("Help desk")
    summary = _("Ask for help or advice, and follow what becomes of it.")
    icon = "desk"
    letter = "D"
    handled_by = ("steward", "volunteer", "caseworker")
    doors = (
        Door(
            "front",
            _("Ask without an account"),
            _("Choose what it is about. You get a code with which you come back."),
            "ask without account anonymous anonymously guest 匿名 没有账号 没有帐号 不登录 沒有帳號 不登入",
            without_account=True,
        ),
    )
    keeps = {"desk.keep": _("Words, files and people of a closed request")}
