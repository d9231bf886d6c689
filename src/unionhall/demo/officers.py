"""Who holds which office in the demo union: the hall's own officers, then those whom each room brings."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from unionhall.kernel.rooms import parts

OWN = Path(__file__).parent
MEMBER = "member"


@dataclass(frozen=True)
class Officer:
    """One `[[officer]]` of a file; `place` is a key of `riverbend.toml`.

    One with a `login` is a sign-in that `unionhall demo --credentials` names.
    """

    name: str
    role: str
    place: str
    language: str = "en"
    login: str = ""


def officers() -> list[Officer]:
    """Those of `officers.toml` here and in the `demo` folder of each room."""
    written = (tomllib.loads(file.read_text())["officer"] for file in _files())
    return [Officer(**each) for some in written for each in some]


def sign_ins() -> list[str]:
    """The names under which one can sign in: the member, then the officers with a login."""
    return [MEMBER, *(each.login for each in officers() if each.login)]


def _files() -> Iterator[Path]:
    folders = [OWN, *(Path(part.path) / "demo" for part in parts())]
    return (file for folder in folders if (file := folder / "officers.toml").exists())
