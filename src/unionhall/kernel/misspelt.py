"""What a room's folder has and nobody calls: mostly it is misspelt, and the room silently lacks it."""

from collections.abc import Iterator
from difflib import get_close_matches
from inspect import isfunction, signature
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from django.core.checks import CheckMessage, Error

from unionhall.kernel.contract import CALLED, MODULES, Called, hooks, module_of
from unionhall.kernel.rooms import Part, Room, parts

CONTRACT = "The contract of a room is unionhall.kernel.contract."


def check_rooms(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every module of a room, and every hook of a room or instrument, that the contract doesn't know."""
    return [fault for part in parts() for fault in faults_of(part)]


def faults_of(part: Part) -> Iterator[CheckMessage]:
    """Its strange modules, then what is wrong in those that the hall calls."""
    if isinstance(part, Room):
        yield from _strange_modules(part)
    for contract in CALLED:
        if module := part.part(module_of(contract)):
            yield from _strange_functions(contract, module)
            yield from _missing(contract, module)


def _strange_modules(room: Room) -> Iterator[CheckMessage]:
    """Folders are the room's own affair, so that an importer or a calendar has a place."""
    loose = {module.name for module in iter_modules([room.path]) if not module.ispkg}
    for name in sorted(loose - MODULES):
        own = "What no other room has goes into a folder of its own."
        yield _fault(f"{room.name}.{name}", "no module of a room", _nearest(name, MODULES) or own)


def _strange_functions(contract: type[Called], module: ModuleType) -> Iterator[CheckMessage]:
    known = hooks(contract)
    public = {name for name, value in vars(module).items() if _is_own(name, value, module)}
    for name in sorted(public - set(known)):
        own = "Begin it with an underscore, or let it stand where the room itself calls it."
        yield _fault(f"{module.__name__}.{name}", "no hook of a room", _nearest(name, set(known)) or own)


def _missing(contract: type[Called], module: ModuleType) -> Iterator[CheckMessage]:
    """What must be there and isn't, and functions that ask for something else than the hall gives them."""
    for name, wanted in hooks(contract).items():
        found = getattr(module, name, None)
        if found is None and (wanted is None or name in contract.__abstractmethods__):
            yield _fault(f"{module.__name__}.{name}", "missing", "")
        elif found is not None and wanted is not None and _asks(found) != _asks(wanted)[1:]:
            asked = ", ".join(name for name, _kind in _asks(wanted)[1:])
            yield _fault(f"{module.__name__}.{name}", "called otherwise", f"It is called with ({asked}).")


def _is_own(name: str, value: Any, module: ModuleType) -> bool:
    return isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")


def _asks(function: Any) -> list[tuple[str, Any]]:
    return [(name, each.kind) for name, each in signature(function).parameters.items()]


def _nearest(name: str, known: set[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"Do you mean `{near[0]}`?" if near else ""


def _fault(where: str, what: str, hint: str) -> CheckMessage:
    return Error(f"{where} is {what}.", hint=f"{hint} {CONTRACT}".strip(), id="rooms.contract")
