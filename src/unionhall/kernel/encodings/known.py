"""The encodings that are looked for, besides Unicode."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Known(NamedTuple):
    """One encoding.

    Attributes:
        tongues: of the readers who are likelier to bring it. common: where the everyday signs of one with
            several bytes lie, from and to.
    """

    label: Any
    tongues: tuple[str, ...] = ()
    common: tuple[int, int] | None = None


# By the names that Python has. The level 1 of each standard has the everyday signs, before the rare ones.
KNOWN = {
    "gb18030": Known(_("Chinese, simplified signs (GB 18030, GBK)"), ("zh-hans",), (0xB0A1, 0xD7FE)),
    "big5hkscs": Known(_("Chinese, traditional signs (Big5)"), ("zh-hant",), (0xA440, 0xC67E)),
    "cp932": Known(_("Japanese (Shift JIS)"), (), (0x889F, 0x9872)),
    "euc_jp": Known(_("Japanese (EUC)"), (), (0xB0A1, 0xCFD3)),
    "cp949": Known(_("Korean (EUC-KR)"), (), (0xB0A1, 0xC8FE)),
    "cp1252": Known(_("Western European (Latin 1, Windows)"), ("en",)),
    "cp1250": Known(_("Central European (Windows)")),
    "cp1251": Known(_("Cyrillic (Windows)")),
    "koi8_r": Known(_("Cyrillic (KOI8)")),
    "cp1253": Known(_("Greek (Windows)")),
    "cp1254": Known(_("Turkish (Windows)")),
    "mac_roman": Known(_("Western European (old Mac)")),
}


def label(encoding: str) -> str:
    """What a person reads of it."""
    return str(KNOWN[encoding].label)
