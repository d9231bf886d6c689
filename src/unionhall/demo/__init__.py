"""The demo union: Riverbend, where everybody may try everything."""

from typing import Any


def load() -> None:
    """Let the demo union move into an empty hall; nothing happens where there are places already."""
    from unionhall.demo.moving_in import move_in

    move_in()


def credentials() -> dict[str, Any]:
    """The hall's address, the Open311 key and a sign-in for each role; empty without a demo union."""
    from unionhall.demo import sign_ins

    return sign_ins.credentials()
