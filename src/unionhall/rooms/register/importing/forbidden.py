"""Columns that no union's hall takes in, whatever they hold, and why: the words are in `forbidden.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

REASONS = {
    "origin": _("the hall never keeps where somebody or their family comes from."),
    "belief": _("the hall never keeps what somebody believes, or which party they are in."),
    "papers": _("the hall never keeps the number of an identity card, passport or bank account."),
    "family": _("the hall keeps nothing about somebody's family or marriage."),
    "body": _("the hall never keeps anything about somebody's body or health."),
    "traces": _("the hall never keeps where somebody goes, or what device they carry."),
    "opinion": _("the hall never judges, rates or labels people."),
}


def reason_against(title: str) -> str:
    """Why a column of that title is refused; empty where nothing speaks against it."""
    spoken = re.sub(r"(?<=[a-z])(?=[A-Z])|[_\-./]+", " ", unicodedata.normalize("NFKC", title))
    return next((str(REASONS[name]) for name, words in _REFUSED.items() if words.search(spoken)), "")


def _pattern(refused: Mapping[str, list[str]]) -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in refused["words"])
    signs = "|".join(refused["signs"])
    return re.compile(rf"(?<![a-z])(?:{words})(?![a-z])|{signs}", re.IGNORECASE)


_WRITTEN = tomllib.loads(Path(__file__).with_name("forbidden.toml").read_text(encoding="utf-8"))
_REFUSED = {name: _pattern(refused) for name, refused in _WRITTEN.items()}
