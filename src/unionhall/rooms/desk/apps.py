from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import OVERSEERS, Door, Room

BOARD_READERS = ("coordinator", *OVERSEERS)


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
        Door(
            "public",
            _("Do we keep our word?"),
            _("How many requests were answered in time, month by month."),
            "report reports figures statistics numbers results monthly transparency in time late how many "
            "报告 统计 数据 数字 公开 月报 报表 办结率 報告 統計 數據 數字 公開 月報 報表",
        ),
        Door(
            "board",
            _("Board of the help desk"),
            _("Figures of your place, month by month."),
            "board boards report reports figures statistics dashboard workbook "
            "看板 报表 统计 月报 数据 看板 報表 統計 月報 數據",
            roles=BOARD_READERS,
        ),
    )
    keeps = {"desk.keep": _("Words, files and people of a closed request")}
