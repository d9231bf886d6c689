"""What somebody's own copy holds of a table, beside what pages say: each model says it in `copied`.

It is a list of what is allowed. What a line doesn't name, and every row of a model without a line, is in
nobody's copy; a row that hangs on a person or a matter and has no line stops `unionhall check`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import models

PERSON, MATTER = "people.Person", "matters.Matter"
OWNERS = ("person", "user")  # what a table calls the person whose row it is


class Whose(Enum):
    """Who finds a row in their copy."""

    PERSON = "whose row it is, by its column `person` or `user`"
    SIDE = "the side in its column `audience`"
    PARTY = "every party to its matter"
    NOBODY = "nobody: what may be known of it stands on a page"


@dataclass(frozen=True)
class Copied:
    """Whose a row is, and the names of the columns that they get, divided by spaces."""

    whose: Whose
    columns: str = ""

    @property
    def names(self) -> list[str]:
        return self.columns.split()


NOBODYS = Copied(Whose.NOBODY)
FOREIGN: dict[str, Copied] = {
    "account.EmailAddress": Copied(Whose.PERSON, "email verified primary"),
    "mfa.Authenticator": NOBODYS,
    "socialaccount.SocialAccount": NOBODYS,
}


def copied_of(model: type[models.Model]) -> Copied:
    """What a model says; nobody's where it says nothing."""
    return said_by(model) or NOBODYS


def said_by(model: type[models.Model]) -> Copied | None:
    said: Copied | None = getattr(model, "copied", None)
    return said or FOREIGN.get(model._meta.label)


def must_say(model: type[models.Model]) -> bool:
    """Whether its rows hang on a person or a matter."""
    return any(owner_of(model)) or any(_targets(model, MATTER))


def owner_of(model: type[models.Model]) -> list[str]:
    """The columns with the person whose row it is: one, or none."""
    return [name for name in _targets(model, PERSON) if name in OWNERS]


def is_shared(model: type[models.Model]) -> bool:
    """Whether its columns say which of several it is for."""
    return any(field.name in (*OWNERS, "audience") for field in model._meta.concrete_fields)


def _targets(model: type[models.Model], label: str) -> Iterator[str]:
    fields: Any = model._meta.concrete_fields
    return (each.name for each in fields if each.related_model and each.related_model._meta.label == label)
