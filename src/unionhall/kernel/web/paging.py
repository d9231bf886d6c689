"""Keyset paging: the next page begins behind the last row of this one, however long the list is."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

SIZE = 25
SALT = "paging"


def by_due(
    request: HttpRequest, matters: QuerySet[Any], size: int = SIZE
) -> tuple[list[Any], dict[str, str]]:
    """A page of matters, the soonest due first and those without a date last; the rows and the pager."""
    after = _position(request)
    shown: list[Any] = []
    if after is None or after[0]:
        dated = matters.filter(due_at__isnull=False)
        if after:
            due = parse_datetime(after[0])
            dated = dated.filter(Q(due_at__gt=due) | Q(due_at=due, pk__gt=after[1]), due_at__gte=due)
        shown = list(dated.order_by("due_at", "pk")[: size + 1])
    if len(shown) <= size:
        undated = matters.filter(due_at__isnull=True)
        if after and not after[0]:
            undated = undated.filter(pk__gt=after[1])
        shown += undated.order_by("pk")[: size + 1 - len(shown)]
    return shown[:size], _pager(
        request, shown, size, lambda row: [row.due_at.isoformat() if row.due_at else "", row.pk]
    )


def by_columns(
    request: HttpRequest, matters: QuerySet[Any], columns: Sequence[str], size: int = SIZE
) -> tuple[list[Any], dict[str, str]]:
    """A page of matters in the order of columns that are never empty, the last of them unique.

    A minus before the first turns all of them round.
    """
    names, salt = [each.lstrip("-") for each in columns], f"{SALT} {columns}"
    is_turned = columns[0].startswith("-")
    after = _position(request, salt)
    rows = matters.filter(_behind(names, after, "lt" if is_turned else "gt")) if after else matters
    shown = list(rows.order_by(*(f"-{name}" if is_turned else name for name in names))[: size + 1])
    return shown[:size], _pager(request, shown, size, lambda row: [_said(row, name) for name in names], salt)


def _behind(names: Sequence[str], after: Sequence[Any], than: str) -> Q:
    """What comes behind a position: the first columns are the same, the next is beyond it."""
    found = Q()
    for at, name in enumerate(names):
        same = dict(zip(names[:at], after[:at], strict=True))
        found |= Q(**same, **{f"{name}__{than}": after[at]})
    return found


def _said(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return value.isoformat() if isinstance(value, datetime) else value


def unread_first(request: HttpRequest, notices: Any, size: int) -> tuple[list[Any], dict[str, str]]:
    """A page of notices, the newest of those not read yet first, then the newest others; and the pager."""
    after = _position(request)
    unread, read = notices.unread(), notices.filter(read_at__isnull=False)
    if after and after[0]:
        unread = unread.filter(pk__lt=after[1])
    elif after:
        unread, read = unread.none(), read.filter(pk__lt=after[1])
    heads = [each.order_by("-pk")[: size + 1] for each in (unread, read)]
    found = heads[0].union(heads[1], all=True)
    shown = sorted(found, key=lambda row: (row.read_at is not None, -row.pk))[: size + 1]
    return shown[:size], _pager(request, shown, size, lambda row: ["" if row.read_at else "new", row.pk])


def newest_first(
    request: HttpRequest, *lists: QuerySet[Any], size: int = SIZE
) -> tuple[list[Any], dict[str, str]]:
    """A page of the rows that are in any of the lists, the newest first; the rows and the pager."""
    return newest_among(request, lambda _before: [lists], size=size)


def newest_among(
    request: HttpRequest, wider: Callable[[int | None], Iterable[Sequence[QuerySet[Any]]]], size: int = SIZE
) -> tuple[list[Any], dict[str, str]]:
    """The same of lists that are looked through only until the page is full.

    `wider` gives them from the number where the last page ended: first those with the newest rows alone,
    each time with all rows that came before and older ones too.
    """
    after = _position(request)
    before, shown = after[1] if after else None, list[Any]()
    for lists in wider(before):
        further = [rows.filter(pk__lt=before) if before else rows for rows in lists]
        heads = [rows.order_by("-pk")[: size + 1] for rows in further]
        found = {row.pk: row for row in (heads[0].union(*heads[1:], all=True) if heads[1:] else heads[0])}
        shown = [found[pk] for pk in sorted(found, reverse=True)[: size + 1]]
        if len(shown) > size:
            break
    return shown[:size], _pager(request, shown, size, lambda row: ["", row.pk])


def _position(request: HttpRequest, salt: str = SALT) -> list[Any] | None:
    """Where the last page ended; a position that nobody here wrote begins at the start."""
    try:
        position: list[Any] = signing.loads(request.GET.get("after", ""), salt=salt)
    except signing.BadSignature:
        return None
    return position


def _pager(request: HttpRequest, shown: list[Any], size: int, place: Any, salt: str = SALT) -> dict[str, str]:
    pager = {}
    query = request.GET.dict()
    if query.pop("after", None):
        pager["previous"] = "?" + urlencode(query)
    if len(shown) > size:
        pager["next"] = "?" + urlencode({**query, "after": signing.dumps(place(shown[size - 1]), salt=salt)})
    return pager
