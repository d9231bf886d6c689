"""What each role may do, in words, and who decides on it."""

from typing import Any

from unionhall.kernel.people.roles import Role, all_roles, title_of
from unionhall.kernel.rooms import rooms
from unionhall.rooms.offices.procedure.deciding import TABLE


def roles_in_words() -> list[dict[str, Any]]:
    """Each role with what it is for and the rooms whose matters it opens, as the rooms declare it."""
    return [
        {"title": role.title, "may": role.may, "paid": role.paid, "rooms": _opened(role)}
        for role in all_roles().values()
    ]


def _opened(role: Role) -> list[Any]:
    return [room.title for room in rooms() if role.name in room.served_by]


def deciders_in_words() -> list[dict[str, Any]]:
    """The table of who proposes and signs what."""
    return [
        {
            "title": title_of(decider.role),
            "grants": [title_of(name) for name in decider.grants],
            "is_own_place": decider.is_own_place,
        }
        for decider in TABLE
    ]
