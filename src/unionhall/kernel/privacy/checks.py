"""What tables may hold: a column that nobody declared, or that no union keeps, stops `unionhall check`."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db import models

from unionhall.kernel.privacy.backups import is_backed_up
from unionhall.kernel.privacy.columns import FOREIGN, Column, columns, holds_of
from unionhall.kernel.privacy.copies import Whose, copied_of, is_shared, must_say, said_by
from unionhall.kernel.privacy.forbidden import reason_against
from unionhall.kernel.privacy.holdings import CASE_TEXT, CONTACT, INTERNAL_NOTES, RATING
from unionhall.kernel.privacy.keys import store
from unionhall.kernel.privacy.keys.faults import Unreadable
from unionhall.kernel.privacy.sealed_columns import SealedColumn

DECLARE = "Say in the model's `holds` to which holding it belongs, or why it holds nothing of a person."
SEALED = (CASE_TEXT, CONTACT, INTERNAL_NOTES, RATING)


def check_keys(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Whether the union's key is the one that locks this hall's keys up."""
    try:
        store().any_fits()
    except Unreadable as error:
        hint = "See UNIONHALL_UNION_KEY and UNIONHALL_UNION_KEY_FILE."
        return [Error(str(error), hint=hint, id="privacy.union_key")]
    return []


def check_holdings(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every fault of every table."""
    return check()


def check(tables: Iterable[type[models.Model]] | None = None) -> list[CheckMessage]:
    """The faults of these models, of all without any."""
    found = list(columns(tables))
    faults = (_undeclared, _unbacked, _uncopied, _unknown, _forbidden, _open)
    return [fault for each in faults for fault in each(found)]


def _undeclared(found: Iterable[Column]) -> Iterator[CheckMessage]:
    for column in found:
        if column.holding is None:
            yield Error(
                f"{column} is not declared in the register of personal fields.",
                hint=DECLARE,
                obj=column.model,
                id="privacy.undeclared",
            )


def _unbacked(found: Iterable[Column]) -> Iterator[CheckMessage]:
    for model in dict.fromkeys(column.model for column in found):
        if is_backed_up(model) is None:
            yield Error(
                f"{model._meta.label} does not say whether its rows go into a backup.",
                hint="Say so in the model's `backed_up`: no for what opens the hall or is over in a day.",
                obj=model,
                id="privacy.backup",
            )


def _uncopied(found: Iterable[Column]) -> Iterator[CheckMessage]:
    """Rows of somebody's without a declared reader, and rows of one side that would be for all."""
    for model in dict.fromkeys(column.model for column in found):
        said = said_by(model)
        if said is None and must_say(model):
            yield Error(
                f"{model._meta.label} does not say in whose copy its rows are.",
                hint="Say so in the model's `copied`: whose a row is, and which columns they get.",
                obj=model,
                id="privacy.copied",
            )
        if said and said.whose is Whose.PARTY and is_shared(model):
            yield Error(
                f"{model._meta.label} has rows of one person or side, and would be copied to every party.",
                obj=model,
                id="privacy.copied",
            )


def _open(found: Iterable[Column]) -> Iterator[CheckMessage]:
    """What a sealed room keeps in words of its cases, or of how to reach somebody, and does not seal."""
    sealed = {part.label for part in apps.get_app_configs() if getattr(part, "sealed", False)}
    for column in found:
        field = column.model._meta.get_field(column.name)
        is_words = column.holding in SEALED and not field.is_relation
        if is_words and column.model._meta.app_label in sealed and not isinstance(field, SealedColumn):
            yield Error(
                f"{column} lies open in a sealed room.",
                hint="Make it a column of `privacy.sealed_columns`.",
                obj=column.model,
                id="privacy.open",
            )


def _unknown(found: Iterable[Column]) -> Iterator[CheckMessage]:
    for model in dict.fromkeys(column.model for column in found):
        names = {name for names in holds_of(model).values() for name in names.split()}
        names.update(copied_of(model).names)
        for name in sorted(names - {field.name for field in model._meta.concrete_fields}):
            yield Error(
                f"{model._meta.label} declares {name}, which it hasn't got.", obj=model, id="privacy.unknown"
            )


def _forbidden(found: Iterable[Column]) -> Iterator[CheckMessage]:
    for column in found:
        field = column.model._meta.get_field(column.name)
        said = [column.name, str(getattr(field, "verbose_name", "")), str(getattr(field, "help_text", ""))]
        reason = next((reason for words in said if (reason := reason_against(words))), "")
        if reason and column.model._meta.label not in FOREIGN:
            yield Error(f"{column} can't be kept: {reason}", obj=column.model, id="privacy.forbidden")
