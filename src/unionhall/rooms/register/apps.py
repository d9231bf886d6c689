from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import Door, Room


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
    doors = (
        Door(
            "join",
            _("Join the union"),
            _("A name and one way to reach you. It takes two minutes."),
            "join joining union membership member become apply sign up enrol "
            "入会 加入 加入工会 参加工会 申请入会 会员 入會 加入工會 參加工會 申請入會 會員",
            without_account=True,
        ),
        Door(
            "transfer",
            _("Move to another branch"),
            _("Both branches agree, each within three working days."),
            "move transfer branch change workplace membership "
            "转会 转会籍 调动 换单位 换支部 转到 轉會 轉會籍 調動 換單位 換公司 換分會",
        ),
        Door(
            "correct",
            _("Have your name put right"),
            _("Your branch confirms it within three working days."),
            "name change correct wrong spelled spelling misspelled register telephone "
            "改名 姓名 名字 写错 更正 登记 电话 姓名 名字 寫錯 更正 登記 電話",
        ),
        Door(
            "leave",
            _("Leave the union"),
            _("At once, with one confirmation."),
            "leave leaving quit resign cancel end union membership "
            "退会 退出 退出工会 不当会员 不想当会员 退會 退出工會 不當會員 不想當會員",
        ),
        Door(
            "card",
            _("Your member card"),
            _("To show on the telephone or to print."),
            "card member membership proof qr number lost 会员证 会员卡 工会卡 会员号 會員證 會員卡 "
            "工會卡 會員編號",
        ),
        Door(
            "verify",
            _("Check a member card"),
            _("Whether a card that somebody shows you is good."),
            "check card verify proof genuine 验证 核验 查验 真假 會員證 驗證 核驗 查驗 真假",
        ),
        Door(
            "ground",
            _("Streets, buildings and outlines of places"),
            _("Which addresses belong to which place, and where one belongs."),
            "streets street house numbers buildings building outline boundary map area areas "
            "address addresses belongs "
            "街道 门牌 楼宇 小区 边界 片区 管辖 地址 归哪 街道 門牌 大樓 社區 邊界 片區 管轄 地址 歸哪",
            roles=("coordinator", "register_keeper"),
        ),
    )
    keeps = {
        "register.keep_application": _("What an applicant wrote, after an application without a membership"),
        "register.keep_departed": _("Name and contact of somebody who left the union"),
        "register.keep_list": _("Who was on a list of members, and what it was for"),
    }
