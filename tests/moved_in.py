"""The town as it moved in once for the whole run, and its keys, which lie outside of the database."""

import pickle
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from unionhall.kernel.privacy.keys.store import DESTROYED

if TYPE_CHECKING:
    from tests.town import Town

_kept: list[bytes] = []
_keys: dict[Path, bytes] = {}


def move_in() -> None:
    """Build the town in the database that is pointed at."""
    from tests.town import build

    _kept[:] = [pickle.dumps(build())]
    root = settings.KEYS.store
    _keys.update({path: path.read_bytes() for path in root.rglob("*") if path.is_file()})


def fetch() -> "Town":
    """The town as it was built, each time anew; what a process keeps of what stood in it is forgotten."""
    from tests.town import furnishing

    for _label, room in furnishing():
        room.forget()
    town: Town = pickle.loads(_kept[0])  # noqa: S301 - our own, of this run
    return town


def mend_keys() -> None:
    """Make up for the keys that a test destroyed, since what it changed in the database is undone as well."""
    destroyed = settings.KEYS.store / DESTROYED
    if destroyed.exists():
        shutil.rmtree(destroyed)
        for path, content in _keys.items():
            path.write_bytes(content)
