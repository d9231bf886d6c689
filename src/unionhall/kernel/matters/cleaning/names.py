"""File names that are safe on every system and say nothing false about the file."""

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 80  # characters
LONGEST_STEM = 200  # bytes in UTF-8: file systems take 255 for the whole name
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
UNSAFE = str.maketrans(dict.fromkeys('<>:"|?*', " ") | {".": "-"})


def clean_name(name: str, extension: str) -> str:
    """The last part of the sender's name for a file, with the extension that its content has.

    Control and direction marks are gone ("fdp.exe" can't pose as "exe.pdf"), an inner dot is a dash
    ("photo.php.jpg" is no program), names that Windows keeps for itself get an underscore.
    """
    stem = re.split(r"[/\\]", name.rstrip("/\\ "))[-1]
    stem = "".join(letter for letter in stem if _is_writable(letter))
    stem = unicodedata.normalize("NFC", SUFFIX.sub("", stem)).translate(UNSAFE)
    stem = _cut(" ".join(stem.split())).strip(" -~")
    if RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem or _('file')}.{extension}"


def _is_writable(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _cut(stem: str) -> str:
    return stem[:LONGEST].encode()[:LONGEST_STEM].decode(errors="ignore")
