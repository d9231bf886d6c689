"""Why a whole file can't be used, and what to do, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.sheets.workbooks import kinds


class Unreadable(Exception):
    """The whole file can't be used; the message says why and what to do."""


NO_TABLE = _("This is no table that can be read. Save it as an Excel workbook (.xlsx) or as CSV (UTF-8).")
WEB_PAGE = _(
    "This is a web page or XML, whatever the file is called. Open it in Excel, WPS or LibreOffice, "
    "save it as an Excel workbook (.xlsx), and choose that."
)
UNSURE = _(
    "It can't be told in which encoding this list is written, and names would come in wrong. "
    "Save it as an Excel workbook (.xlsx) or as CSV (UTF-8)."
)
UNAVAILABLE = _("Files can't be read at the moment. Please try again later.")
OF_WORKBOOKS: Mapping[str, str | Promise] = {
    kinds.DAMAGED: _("This workbook is damaged. Save it again and choose the new file."),
    kinds.TOO_LARGE: _("This workbook is too large. Divide it into several."),
    kinds.PASSWORD: _("This workbook has a password. Save it without one and choose the new file."),
    kinds.BINARY: _(
        "This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx) and choose that."
    ),
    kinds.NO_SHEET: _("This workbook shows no sheet. Show the one that is meant, and save it."),
    kinds.DOCUMENT: _(
        "This is a text or another document, not a workbook. Copy its table into an empty workbook, "
        "save it as .xlsx, and choose that."
    ),
    kinds.OTHER: _("This is a packed folder. Unpack it, and choose the table that is in it."),
    kinds.UNPLACED: _("Cells of this workbook can't be placed. Open it, save it as .xlsx, and choose that."),
    kinds.ERRORS: _(
        "Some cells of this workbook show an error. Mend them, or save it as an Excel workbook (.xlsx)."
    ),
    kinds.NOT_COMPUTED: _(
        "Some formulas of this workbook were never computed. Open it, save it as .xlsx, and choose that."
    ),
    kinds.ZEROS: _(
        "This workbook shows numbers with zeros in front that it does not keep. "
        "Save it as an Excel workbook (.xlsx), and choose that."
    ),
}
