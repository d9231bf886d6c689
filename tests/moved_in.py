"""The town as it moved in once for the whole run, and its keys, which lie outside of the database."""

import pickle
import shutil
from importlib import import_module
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
    """The town as it was built, each time anew; what a process keeps of its services is forgotten.

    Outside of tests a service that changes is a new version with a key of its own.
    """
    vars(import_module("unionhall.rooms.desk.catalogue.offered"))["_kept"] = None
    import_module("unionhall.rooms.desk.open311.admission")._version.cache_clear()
    town: Town = pickle.loads(_kept[0])  # noqa: S301 - our own, of this run
    return town


def mend_keys() -> None:
    """Make up for the keys that a test destroyed, since what it changed in the database is undone as well."""
    destroyed = settings.KEYS.store / DESTROYED
    if destroyed.exists():
        shutil.rmtree(destroyed)
        for path, content in _keys.items():
            path.write_bytes(content)
