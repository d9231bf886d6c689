"""Which rows go into a backup: each model says so in `backed_up`; of the libraries' tables it stands here.

What opens the hall for somebody, counts strangers, or is over in a day is of no use to a hall that begins
again, and of much use to whoever finds its backup: it stays out.
"""

from typing import Any

from django.apps import apps
from django.db import models

from unionhall.kernel.privacy.columns import FOREIGN

FOREIGN_PASSING = ("account.EmailConfirmation", "sessions.Session")
WITHOUT_MODEL = {"django_migrations": True, "people_attempts": False}  # what a cache counts


def is_backed_up(model: type[models.Model]) -> bool | None:
    """Whether its rows go into a backup; None where nobody said. What ties two tables goes with the first."""
    first: Any = model._meta.auto_created or model
    label = first._meta.label
    declared: bool | None = getattr(first, "backed_up", None)
    return label not in FOREIGN_PASSING if declared is None and label in FOREIGN else declared


def passing_tables() -> list[str]:
    """The tables whose rows stay out of a backup."""
    return sorted(name for name, backed_up in tables().items() if not backed_up)


def tables() -> dict[str, bool]:
    """Every table of the hall, and whether its rows go into a backup."""
    models = apps.get_models(include_auto_created=True)
    return {**WITHOUT_MODEL, **{each._meta.db_table: bool(is_backed_up(each)) for each in models}}
