"""Fields of which one is enough: under one legend, none called optional, and asked for together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms


@dataclass(frozen=True, slots=True)
class Either:
    """Names of the fields, what is asked by them, and what is said where all are empty."""

    legend: Any
    names: tuple[str, ...]
    lacking: Any


@dataclass(frozen=True, slots=True)
class Group:
    """What stands together on the page: fields under a legend, or one by itself."""

    fields: list[forms.BoundField]
    legend: Any = ""
    quiet: bool = False


class EitherForm(forms.Form):
    """A form some of whose fields stand for each other."""

    either: ClassVar[tuple[Either, ...]] = ()

    def groups(self) -> Iterator[Group]:
        """The visible fields in their order, those of which one is enough together."""
        first = {each.names[0]: each for each in self.either}
        others = {name for each in self.either for name in each.names[1:]}
        for field in self.visible_fields():
            if each := first.get(field.name):
                yield Group([self[name] for name in each.names], each.legend, quiet=True)
            elif field.name not in others:
                yield Group([field])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for each in self.either:
            if not any(values.get(name) or name in self.errors for name in each.names):
                self.add_error(each.names[0], each.lacking)
        return values
