"""Commands that work alone: their action needs neither Django nor the database."""

from collections.abc import Callable
from typing import Any

ALONE = "works_alone"


def alone(action: Callable[..., Any]) -> Callable[..., Any]:
    """Mark the action of a room's command that needs neither Django nor the database."""
    setattr(action, ALONE, True)
    return action


def works_alone(action: Callable[..., Any]) -> bool:
    """Whether it was marked so."""
    return hasattr(action, ALONE)
