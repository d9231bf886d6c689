"""Passwords that were stolen elsewhere: nobody may take one, and no service is asked about any.

The operator keeps the list: a file of SHA-1 digests in their order, as Have I Been Pwned publishes it. It may
have a thousand million lines, so it is looked up by halves and never read as a whole.
"""

import logging
from hashlib import sha1
from pathlib import Path
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DIGITS, LONGEST = 40, 100  # of a digest, of a line

log = logging.getLogger(__name__)


class BreachedPasswordValidator:
    """Refuses a password whose digest stands in the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def validate(self, password: str, user: object = None) -> None:
        try:
            is_known = has(self.path, sha1(password.encode(), usedforsecurity=False).hexdigest())
        except OSError as error:  # the other checks hold, and nobody is kept out of their account
            log.error("The list of stolen passwords can't be read: %s", error.strerror)
            return
        if is_known:
            raise ValidationError(
                _("This password was stolen somewhere and stands in lists that thieves try. Choose another."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("Your password can't be one that was stolen somewhere.")


def has(path: Path, digest: str) -> bool:
    """Whether a line of the file begins with the digest; about forty short reads in the largest."""
    wanted = digest.upper().encode()
    with path.open("rb") as file:
        low, high = 0, file.seek(0, 2)  # the line that is looked for begins in here, at `low` at the earliest
        while low < high:
            middle = (low + high) // 2
            found, after = _line_from(file, middle)
            if found == wanted:
                return True
            low, high = (after, high) if found and found < wanted else (low, middle)
    return False


def _line_from(file: BinaryIO, place: int) -> tuple[bytes, int]:
    """The digest of the first line that begins at the place or after it, and where that line ends."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline(LONGEST)
    line = file.readline(LONGEST)
    return line[:DIGITS].upper(), file.tell()
