"""Sealing anew what earlier releases sealed at its own length or left open, until nothing is left of it.

It is found by how it lies, so that columns which a room seals from now on are sealed in old rows, too.
"""

import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from unionhall.kernel.privacy.keys.faults import Unreadable
from unionhall.kernel.privacy.sealed_columns import ROW, SealedColumn
from unionhall.kernel.privacy.sealing import FILLED, MARK

AT_ONCE = 200

log = logging.getLogger(__name__)


def renew() -> int:
    """Seal every such row anew; how many there were. What can't be opened is named in the log, and stays."""
    return sum(_renew(model, rows) for model, rows in all_to_renew())


def all_to_renew() -> Iterator[tuple[type[models.Model], models.QuerySet[Any]]]:
    """Every model with columns that may lie sealed, with its rows that are to be sealed anew."""
    for model in apps.get_models():
        columns = _columns_of(model)
        if columns:
            yield model, _to_renew(model, columns)


def _columns_of(model: type[models.Model]) -> list[SealedColumn]:
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SealedColumn)]


def _to_renew(model: Any, columns: list[SealedColumn]) -> models.QuerySet[Any]:
    """The rows that lie sealed, but not wholly as they would today, and those with open columns that are
    sealed in every row.
    """
    lying = {_lying(each): Cast(each.name, models.TextField()) for each in columns}
    always = [_lying(each) for each in columns if each.by != ROW]
    rows: models.QuerySet[Any] = model._base_manager.alias(**lying)
    wanted = Q(_is_sealed(model, list(lying)), ~_is_whole(lying))
    return rows.filter(wanted | ~_is_whole(always) if always else wanted)


def _lying(column: SealedColumn) -> str:
    return f"{column.name}_lying"


def _is_whole(lying: Iterable[str]) -> Q:
    """Each of them is filled up as today, or NULL."""
    return Q(*(Q(**{f"{name}__regex": FILLED}) | Q(**{f"{name}__isnull": True}) for name in lying))


def _is_sealed(model: Any, lying: list[str]) -> Q:
    """Those of sealed matters; where a table has none, those that are sealed in part."""
    if any(field.name == "matter" for field in model._meta.concrete_fields):
        return Q(matter__sealed=True, matter__erased_at=None)
    sealed = Q()
    for name in lying:
        sealed |= Q(**{f"{name}__contains": MARK})
    return sealed


def _renew(model: type[models.Model], rows: models.QuerySet[Any]) -> int:
    count, keys = 0, iter(list(rows.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(keys, AT_ONCE)):
        with transaction.atomic():
            found = model._base_manager.select_for_update(of=("self",), skip_locked=True, no_key=True)
            count += sum(_seal_anew(row) for row in found.filter(pk__in=some))
    return count


def _seal_anew(row: models.Model) -> bool:
    columns = [each.name for each in _columns_of(type(row))]
    try:
        for name in columns:
            getattr(row, name)
        row.save(update_fields=columns)
    except Unreadable as error:
        log.error("Something sealed can't be sealed anew: %s", error)
        return False
    return True
