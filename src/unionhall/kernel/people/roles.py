"""Roles: what a person may be at a place. The kernel's, and those that rooms add."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import rooms


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person can hold at a place, from a day to a day."""

    name: str
    title: Any
    paid: bool = False


KERNEL = (
    Role("steward", _("Steward")),
    Role("volunteer", _("Volunteer")),
    Role("caseworker", _("Caseworker"), paid=True),
    Role("coordinator", _("Coordinator"), paid=True),
    Role("register_keeper", _("Register keeper"), paid=True),
    Role("quality_officer", _("Quality officer"), paid=True),
    Role("auditor", _("Auditor")),
    Role("chair", _("Chair")),
    Role("administrator", _("Administrator"), paid=True),
)


def all_roles() -> dict[str, Role]:
    """Every role by name, the kernel's first."""
    added = (role for room in rooms() for role in room.roles)
    return {role.name: role for role in (*KERNEL, *added)}


def title_of(name: str) -> Any:
    """The role's title; the bare name for a role whose room is gone."""
    role = all_roles().get(name)
    return role.title if role else name
