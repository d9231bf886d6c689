"""The demo union, for an installation that has one: `unionhall.demo` may have been left out."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


def load() -> bool:
    """Load the demo union if nobody is in the hall yet; False when somebody is or there is no demo."""
    from django.contrib.auth import get_user_model

    if get_user_model()._default_manager.exists() or not (demo := _demo()):
        return False
    demo.load()
    return True


def credentials() -> dict[str, Any]:
    """The address and the sign-ins of the demo union, empty where there is no demo."""
    demo = _demo()
    return dict(demo.credentials()) if demo else {}


def _demo() -> ModuleType | None:
    return import_module("unionhall.demo") if find_spec("unionhall.demo") else None
