"""Why a file is not taken, in words for the person who sent it."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.encodings import Guess

REASONS = {
    "empty": _("This file is empty. Choose another one."),
    "too_large": _("This file is too large. The most we can take is {limit}."),
    "kind": _(
        "We can't take this kind of file. Send a photo (JPEG, PNG, WebP, GIF), a PDF, an OFD or plain text."
    ),
    "unsure": _("It can't be told in which encoding this text was saved. Save it as UTF-8 and send that."),
    "asked": _(
        "It can't be told in which encoding this text was saved. "
        "Choose how it reads right, or save it as UTF-8 and send that."
    ),
    "unread": _("Then we can't read this text. Save it as UTF-8 and send that, or send a photo of it."),
    "heic": _("We can't open HEIC photos. Save the photo as JPEG and send it again."),
    "damaged": _("We can't read this file; it seems to be damaged. Save it again or send a photo of it."),
    "too_much": _("This file takes too long to read, or too much memory. Send it smaller, or a photo of it."),
    "locked": _("This PDF asks for a password. Save a copy without the password and send that."),
    "live_form": _("This PDF is a form that only its own program can show. Print it to a PDF and send that."),
    "too_many_pixels": _("This picture has too many pixels. Send it with at most {limit} megapixels."),
    "too_many_pages": _("This document has too many pages. Send it in parts of at most {limit} pages."),
    "infected": _("The virus scanner found something harmful in this file, so we can't take it."),
    "unscanned": _(
        "We can't check files for viruses at the moment, and take none until we can. "
        "Please try again later; nothing else that you wrote is lost."
    ),
    "not_kept": _(
        "We can't keep files at the moment, and take none until we can. "
        "Please try again later; nothing else that you wrote is lost."
    ),
    "too_many": _("There can be {limit} files here at most."),
    "no_room": _("This file does not fit: all files here may have {limit} together. Send a smaller one."),
}
IN_BYTES = {"too_large", "no_room"}


class FileRefused(Exception):
    """A file that is not taken.

    Attributes:
        code: a key of `REASONS`, for programs.
        message: what the sender reads, in their language when it is shown.
        limit: how much would have been taken, where that is why.
    """

    def __init__(self, code: str, message: Any, limit: int = 0) -> None:
        super().__init__(code)
        self.code, self.limit = code, limit
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class TextUnsure(FileRefused):
    """A text that can be read in several ways: whoever sent it can say which `readings` is right."""

    def __init__(self, readings: Sequence[Guess]) -> None:
        super().__init__("unsure", REASONS["unsure"])
        self.readings = readings


def _say_size(limit: int) -> str:
    """In kilobytes or megabytes; Django's templates are no business of the process that reads files."""
    from django.template.defaultfilters import filesizeformat

    return filesizeformat(limit)


def refusal(code: str, *, limit: int = 0) -> FileRefused:
    """The refusal with that code; `limit` is in bytes, megapixels, pages or files, as its reason has it."""
    shown = lazy(_say_size, str)(limit) if code in IN_BYTES else limit
    return FileRefused(code, format_lazy(REASONS[code], limit=shown), limit)
