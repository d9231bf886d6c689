"""The doors of the hall that the search finds: those of its parts, and the kernel's own pages."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from unionhall.kernel.contract import Goal, Offer
from unionhall.kernel.rooms import Door, Part, parts

REACH = Door(
    "reach",
    _("Reach us"),
    _("Telephone, address, opening hours, and what to do when it is urgent."),
    "reach contact phone number telephone call ring address where office offices open opening "
    "hours closed urgent emergency hotline visit place branch times 电话 号码 地址 在哪 哪里 "
    "办公室 怎么去 怎么走 怎么找 开门 几点 几点开门 上班时间 办公时间 联系 联系方式 热线 紧急 "
    "急事 電話 號碼 地址 在哪 哪裡 辦公室 怎麼去 怎麼走 怎麼找 開門 幾點 上班時間 辦公時間 聯絡 "
    "聯繫 熱線 緊急",
    only_whole=True,
)
RECEIPT = Door(
    "receipt",
    _("Come back with your receipt"),
    _("See where it stands, and add to it."),
    "receipt code lookup look up status lost track progress follow back answered 回执 回执码 "
    "凭据 查询 查进度 进度 进展 编号 办到哪 查结果 收據 回條 查詢 查進度 進度 進展 編號 辦到哪 "
    "查結果",
)
PRIVACY = Door(
    "privacy",
    _("What the hall keeps of you"),
    _("What is kept of whom, why and how long, and what is never kept."),
    "privacy keep kept store stored erased long data 隐私 保存 保存多久 保留 存了什么 隱私 保存 "
    "保存多久 保留",
)
OWN = (
    REACH,
    RECEIPT,
    PRIVACY,
    Door(
        "mine",
        _("My matters"),
        _("What waits for you, what is in hand, and what is done."),
        "my matters matter cases case requests request status progress answer 我的事项 我的事 "
        "我的申请 我的请求 办到哪 办得怎么样 进度 结果 我的案件 我的申請 我的請求 辦到哪 進度 結果",
    ),
    Door(
        "inbox",
        _("Notices"),
        _("What the hall told you."),
        "notices notice inbox messages message news letters 通知 消息 收件箱 站内信 訊息 收件匣",
    ),
    Door(
        "coverage",
        _("Who answers where"),
        _("Which steward, coordinator or volunteer answers for which place."),
        "who answers responsible charge steward stewards coordinator volunteer my contact person "
        "representative 谁负责 负责人 谁管 找谁 干部 联系人 工会主席 小组长 誰負責 負責人 誰管 找誰 "
        "幹部 聯絡人 代表",
    ),
    Door(
        "account_own",
        _("Your data"),
        _("See it, take a copy of it, have it erased."),
        "copy download my own data erase account delete 我的资料 下载 副本 删除账号 注销账号 "
        "我的資料 下載 刪除帳號",
    ),
    Door(
        "account_readings",
        _("Who read your data"),
        _("Every reading of your matters: by whom, when and what for."),
        "who read looked opened seen saw log my data 谁看过 谁看了 查看记录 谁查过 誰看過 誰看了 "
        "查看紀錄 誰查過",
    ),
    Door(
        "account_ways",
        _("How you sign in"),
        _("Password, second step, passkeys, e-mail and telephone."),
        "password forgot sign in login log account passkey second step two factor email mail "
        "telephone change number 密码 忘记密码 登录 登陆 账号 帐号 换手机号 改手机号 邮箱 密碼 "
        "忘記密碼 登入 帳號 換手機 改電話",
    ),
    Door(
        "notice_choices",
        _("How you are told"),
        _("By which ways, and at what times."),
        "notifications notification settings mail often quiet language told unsubscribe "
        "通知设置 提醒 不要通知 语言 通知設定 提醒 不要通知 語言",
    ),
    Door(
        "journal",
        _("The journal's heads"),
        _("How anybody proves that nothing was changed afterwards."),
        "journal heads proof prove tampering changed witness transparency log "
        "日志 证明 篡改 公证 存证 日誌 證明 竄改 存證",
    ),
)


def goals() -> Iterator[Goal]:
    """What each door is found by; where it leads is the same for everybody."""
    for part in parts():
        yield from (_goal(door, part) for door in part.doors)
    yield from (_goal(door) for door in OWN)


def offer(door: Door, part: Part | None = None) -> Offer:
    """A door of a part, or of the kernel."""
    if part is None:
        return Offer(door.title, door.summary, reverse(door.page))
    within = "" if str(door.title) == str(part.title) else part.title
    return Offer(door.title, door.summary, reverse(f"{part.label}:{door.page}"), within)


def _goal(door: Door, part: Part | None = None) -> Goal:
    called, said = _in_each_language(door.title), _in_each_language(door.summary)
    return Goal(offer(door, part), called, door.words, said, door.only_whole, door.roles)


def _in_each_language(words: Any) -> str:
    lines = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            lines.append(str(words))
    return "\n".join(lines)
