"""What stands in a cell, freed from what spreadsheets do to it."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import TypeAlias

from django.utils.translation import gettext as _

from unionhall.kernel.cells import unescaped
from unionhall.kernel.sheets.workbooks.marks import NOT_COMPUTED

Cell: TypeAlias = str | int | float | bool | date | None  # a datetime is a date, too
LONGEST_SHOWN = 60
JOINERS = "\u200c\u200d"
SHORTENED = re.compile(r"\d+(\.\d+)?E\+\d+", re.IGNORECASE)
WHOLE = re.compile(r"\d+\.0+")
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SERIAL = re.compile(r"\d{5}")
# What a spreadsheet shows where a formula has no result.
ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)")
CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
MOST_DIGITS = 10**15  # from here on a spreadsheet has lost the last digits of a number
BEFORE_SERIALS = date(1899, 12, 30)  # day 0 of a spreadsheet's own count


class Unusable(ValueError):
    """A cell that can't be used; the message says what is wrong and what to write instead."""


def written(cell: Cell) -> str:
    """A cell as text: whole numbers without point, shortened where digits are lost; days as 2026-11-22."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, int | float) and abs(cell) >= MOST_DIGITS:
        return f"{cell:.14E}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def words(cell: Cell) -> str:
    """What a cell says on one line, without what can't be seen and without an apostrophe for Excel."""
    text = unescaped(written(cell).strip())
    seen = "".join(" " if each.isspace() else each for each in text if _is_seen(each))
    return unicodedata.normalize("NFC", " ".join(seen.split()))


def plain(cell: Cell) -> str:
    """The words of a cell; Unusable where it shows an error."""
    text = words(cell)
    refuse_error(text)
    return text


def refuse_error(text: str) -> None:
    """Unusable where a spreadsheet shows this instead of a value, or has none."""
    if text == NOT_COMPUTED:
        raise Unusable(
            _("This formula was never computed. Open the workbook in Excel or WPS, save it, and choose it.")
        )
    if ERROR.fullmatch(text):
        raise Unusable(
            _("The workbook shows an error here, “%(text)s”. Mend the formula, or write the value.")
            % {"text": text}
        )


def narrow(cell: Cell) -> str:
    """The same with full-width letters and digits in their ordinary width."""
    return " ".join(unicodedata.normalize("NFKC", plain(cell)).split())


def number(cell: Cell) -> str:
    """A member number or a telephone as it was typed; Unusable where digits are lost."""
    text = narrow(cell)
    if SHORTENED.fullmatch(text):
        raise Unusable(
            _("“%(text)s” lost its last digits. Give the column the format “text” and type the number again.")
            % {"text": text}
        )
    return text.partition(".")[0] if WHOLE.fullmatch(text) else text


def day(cell: Cell) -> date | None:
    """The day in a cell, None in an empty one; Unusable where it is none or could be two."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = CLOCK.sub("", number(cell))
    return _day(text) if text else None


def shown(cell: Cell) -> str:
    """A cell as a message repeats it."""
    text = words(cell)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _is_seen(sign: str) -> bool:
    """Private signs stand in names, and joiners shape those of some scripts."""
    return sign.isspace() or sign in JOINERS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")


def _day(text: str) -> date:
    parts = YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text)
    try:
        if parts:
            return date(int(parts[1]), int(parts[2]), int(parts[3]))
        if SERIAL.fullmatch(text):
            return BEFORE_SERIALS + timedelta(days=int(text))
    except ValueError:
        pass
    raise Unusable(_("“%(text)s” is not a day. Write it as 2026-11-22.") % {"text": shown(text)})
