"""What the front door's search finds of the register."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Offer
from unionhall.kernel.rooms import room

# What people call it, in every language of the hall.
WORDS = {
    "join": "join joining membership member apply sign up 入会 加入 申请入会 入會 申請入會 会员 會員",
    "transfer": "move transfer branch change workplace membership 转会 调动 换单位 轉會 調動 換單位",
    "leave": "leave leaving quit resign cancel membership 退会 退出 退會",
    "card": "card member card proof qr number 会员证 会员卡 工会卡 證 會員證 會員卡",
    "verify": "check card verify proof 验证 核验 會員證 驗證 核驗",
}


def find(text: str, *, limit: int) -> list[Offer]:
    """What can be done about membership that goes by all of these words."""
    asked = text.casefold()
    return [offer for name, offer in _offers() if _fits(asked, f"{WORDS[name]} {offer.title}".casefold())][
        :limit
    ]


def _fits(asked: str, known: str) -> bool:
    """All words are known, or a Chinese one stands inside what was typed without blanks."""
    inside = (word in asked for word in known.split() if not word.isascii())
    return all(word in known for word in asked.split()) or any(inside)


def _offers() -> Iterator[tuple[str, Offer]]:
    said = {
        "join": (_("Join the union"), _("A name and one way to reach you. It takes two minutes.")),
        "transfer": (_("Move to another branch"), _("Both branches agree, each within three working days.")),
        "leave": (_("Leave the union"), _("At once, with one confirmation.")),
        "card": (_("Your member card"), _("To show on the telephone or to print.")),
        "verify": (_("Check a member card"), _("Whether a card that somebody shows you is good.")),
    }
    for name, (title, summary) in said.items():
        yield name, Offer(title, summary, reverse(f"register:{name}"), room("register").title)
