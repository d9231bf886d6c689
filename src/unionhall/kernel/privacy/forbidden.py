"""What no union's hall asks or keeps, whoever adds it, and why: the words are in `forbidden.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS = {
    "origin": _("the hall never keeps where somebody or their family comes from."),
    "belief": _("the hall never keeps what somebody believes, or which party they are in."),
    "papers": _("the hall never keeps the number of an identity card, passport or bank account."),
    "family": _("the hall keeps nothing about somebody's family or marriage."),
    "body": _("the hall never keeps fingerprints, faces, blood groups or health files."),
    "traces": _("the hall never keeps where somebody goes, or what device they carry."),
    "opinion": _("the hall never judges, rates or labels people."),
}


def reason_against(title: str) -> str:
    """Why nothing in the hall may be called so; empty where nothing speaks against it."""
    return _reason(title, _REFUSED)


def reason_against_column(title: str) -> str:
    """The same for a column of a register that is brought in, where more is refused."""
    return _reason(title, _REFUSED_COLUMNS)


def _reason(title: str, refused: Mapping[str, re.Pattern[str]]) -> str:
    spoken = re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-./]+", " ", unicodedata.normalize("NFKC", title))
    return next((str(REASONS[name]) for name, words in refused.items() if words.search(spoken)), "")


def _pattern(*refused: Mapping[str, Any]) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in _all("words", refused))
    signs = "|".join(_all("signs", refused))
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])|{signs}", re.IGNORECASE)


def _all(kind: str, refused: Iterable[Mapping[str, Any]]) -> list[str]:
    return [word for each in refused for word in each[kind]]


_WRITTEN = tomllib.loads(Path(__file__).with_name("forbidden.toml").read_text(encoding="utf-8"))
_REFUSED = {name: _pattern(refused) for name, refused in _WRITTEN.items()}
_REFUSED_COLUMNS = {name: _pattern(refused, refused["in_files"]) for name, refused in _WRITTEN.items()}
