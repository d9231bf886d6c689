"""What the hall consists of: the folders of rooms and instruments, found and never listed."""

from importlib.metadata import entry_points
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from unionhall import instruments, rooms


def discover() -> list[str]:
    """The import names of all rooms: the folders here, then those of other packages."""
    return _folders(rooms) + sorted(point.value for point in entry_points(group="unionhall.rooms"))


def discover_instruments() -> list[str]:
    """The import names of the instruments that are apps of Django: those with an `apps.py`."""
    return [name for name in _folders(instruments) if find_spec(f"{name}.apps")]


def _folders(package: ModuleType) -> list[str]:
    found = iter_modules(package.__path__)
    return sorted(f"{package.__name__}.{module.name}" for module in found if module.ispkg)
