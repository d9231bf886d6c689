"""Roles: what a person may be at a place. The kernel's, and those that rooms add."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.rooms import rooms


@dataclass(frozen=True, slots=True)
class Role:
    """An office that a person can hold at a place, from a day to a day; `may` says what for, in words.

    `first` is what its person does first: a sentence each, and the name of the page where.
    """

    name: str
    title: Any
    paid: bool = False
    may: Any = ""
    first: tuple[tuple[Any, str], ...] = ()


WORKLIST = (
    _("Open your worklist: it says who waits for you, and until when. Write back to the first one."),
    "worklist",
)
NEIGHBOURS = (_("See who answers beside you and above you, so that you know whom to ask."), "coverage")
GAPS = (_("See where nobody answers, and propose somebody."), "coverage")
BRANCHES = (_("Check that telephone, address and opening hours of your branch are right."), "reach")

KERNEL = (
    Role(
        "steward",
        _("Steward"),
        may=_("Takes the requests of their place down and answers them."),
        first=(WORKLIST, NEIGHBOURS),
    ),
    Role(
        "volunteer",
        _("Volunteer"),
        may=_("Helps the steward with the requests of their place."),
        first=(WORKLIST, NEIGHBOURS),
    ),
    Role(
        "caseworker",
        _("Caseworker"),
        paid=True,
        may=_("Answers the requests of all areas of their branch."),
        first=(WORKLIST, NEIGHBOURS),
    ),
    Role(
        "coordinator",
        _("Coordinator"),
        paid=True,
        may=_("Takes over what nobody answered in time, and keeps the catalogue of services."),
        first=(WORKLIST, GAPS, BRANCHES),
    ),
    Role(
        "register_keeper",
        _("Register keeper"),
        paid=True,
        may=_("Keeps the register of members of their branch: who joins, moves and leaves."),
        first=(WORKLIST, BRANCHES),
    ),
    Role(
        "quality_officer",
        _("Quality officer"),
        paid=True,
        may=_("Reads how members rate the service, and calls those back who were not satisfied."),
        first=((_("Open your worklist: whom you are to call back stands there."), "worklist"),),
    ),
    Role(
        "data_protection_officer",
        _("Data protection officer"),
        may=_("Answers whoever objects to a reading of their data, or wants it put right or erased."),
        first=((_("Read what the hall keeps of people, and for how long."), "privacy"), WORKLIST),
    ),
    Role(
        "auditor",
        _("Auditor"),
        may=_("Reads the board of their place and checks that nothing was altered. Reads no case."),
        first=((_("Look at the journal: it says how you check that nothing was altered."), "journal"),),
    ),
    Role(
        "chair",
        _("Chair"),
        may=_("Reads the board of their place, and decides with another officer who holds which office."),
        first=(WORKLIST, GAPS),
    ),
    Role(
        "administrator",
        _("Administrator"),
        paid=True,
        may=_("Keeps the hall running, and decides with another officer who holds which office."),
        first=(GAPS, BRANCHES),
    ),
)


def all_roles() -> dict[str, Role]:
    """Every role by name, the kernel's first."""
    added = (role for room in rooms() for role in room.roles)
    return {role.name: role for role in (*KERNEL, *added)}


def title_of(name: str) -> Any:
    """The role's title; the bare name for a role whose room is gone."""
    role = all_roles().get(name)
    return role.title if role else name
