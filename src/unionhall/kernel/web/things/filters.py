"""What narrows a list of things: words, columns, and whether the retired ones are shown."""

from typing import Any

import django_filters
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.things import content
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.wording import label_of
from unionhall.kernel.words import WordsField

YES_OR_NO = [("1", _("yes")), ("0", _("no"))]


class Filters(django_filters.FilterSet):  # type: ignore[misc]  # untyped
    """The filters of one list; what can't be read narrows nothing."""

    def __init__(self, sent: Any, *, things: Things, rows: QuerySet[Any], may_edit: bool) -> None:
        super().__init__(sent, queryset=rows)
        self.things = things
        self.filters["q"] = django_filters.CharFilter(label=_("Words"), method=self._saying)
        for name in things.filters:
            self.filters[name] = _filter(things, name, rows)
        if may_edit:
            self.filters["retired"] = django_filters.ChoiceFilter(
                label=_("Retired"), choices=[("too", _("Shown too"))], empty_label=_("Left out"), method=_any
            )
        for each in self.filters.values():
            each.parent, each.model = self, things.model

    def found(self) -> QuerySet[Any]:
        """The things that fit."""
        chosen: QuerySet[Any] = self.qs
        return chosen if self.form.cleaned_data.get("retired") else chosen.filter(retired_on=None)

    def _saying(self, rows: QuerySet[Any], name: str, asked: str) -> QuerySet[Any]:
        """Those whose words have each of the words asked for, in any language."""
        columns = [
            content.path(self.things.model, field.name)
            for field in content.written(self.things.model)
            if isinstance(field, (WordsField, models.CharField, models.TextField)) and not field.choices
        ]
        for word in asked.split():
            rows = rows.filter(_says([*columns, "code"], word))
        return rows


def _says(columns: list[str], word: str) -> Q:
    found = Q(pk=None)
    for column in columns:
        found |= Q(**{f"{column}__icontains": word})
    return found


def _any(rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    return rows


def _filter(things: Things, name: str, rows: QuerySet[Any]) -> django_filters.Filter:
    """A choice among what there is; of a relation, among those to which a visible thing points."""
    field = content.column(things.model, name)
    asked = {"field_name": content.path(things.model, name), "label": label_of(field)}
    if isinstance(field, models.ForeignKey):
        used = rows.order_by().values(asked["field_name"])
        found = field.related_model._default_manager.filter(pk__in=used)
        return django_filters.ModelChoiceFilter(queryset=found, empty_label=_("All"), **asked)
    if isinstance(field, models.BooleanField):
        return django_filters.ChoiceFilter(choices=YES_OR_NO, empty_label=_("All"), **asked)
    return django_filters.ChoiceFilter(choices=field.choices, empty_label=_("All"), **asked)
