"""What a room keeps of its matters beside the spine."""

from copy import deepcopy
from functools import cache
from typing import Any, ClassVar, Self

from django.db import models

from unionhall.database.questions import Question, is_any
from unionhall.kernel.privacy.sealed_columns import Sealed, SealedColumn


class Detail(models.Model):
    """What a room keeps of its matters beside the spine.

    Attributes:
        title_from: the columns of its title. says: those that its page says, under their labels; a `panel`
            says them in other words.
    """

    title_from: ClassVar[tuple[str, ...]] = ()
    says: ClassVar[tuple[str, ...]] = ()
    _read: dict[str, Any]

    matter = models.OneToOneField(
        "matters.Matter", models.CASCADE, primary_key=True, related_name="%(class)s"
    )

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, *row: Any, **options: Any) -> Self:
        made = super().from_db(*row, **options)
        made._read = made._values()
        return made

    @property
    def is_changed(self) -> bool:
        """Whether a column is not what was read; a new row is written by whoever made it."""
        return not self._state.adding and any(
            name not in self._read or self._was(name) != value for name, value in self._values().items()
        )

    def _was(self, name: str) -> Any:
        """What was read; where it lay sealed and was opened since, as it reads."""
        read, column = self._read[name], self._meta.get_field(name)
        is_opened = isinstance(read, Sealed) and not isinstance(self.__dict__[name], Sealed)
        return column.open(self, read) if is_opened and isinstance(column, SealedColumn) else read

    def _values(self) -> dict[str, Any]:
        """The columns as they stand; what can be changed in place is copied."""
        names = (field.attname for field in self._meta.concrete_fields)
        known = ((name, self.__dict__[name]) for name in names if name in self.__dict__)
        return {name: deepcopy(each) if isinstance(each, dict | list) else each for name, each in known}

    @classmethod
    @cache
    def titles(cls) -> Question[Any]:
        """The details of some `matters`, with no more than their titles need."""
        details = cls._default_manager.filter(is_any("pk", "matters")).select_related(*cls._joined())
        return Question(lambda: details.only("pk", *cls.title_from))

    @classmethod
    def is_titled_by_kind(cls) -> bool:
        """Whether all matters of a kind have the same title: none of its columns is the row's own."""
        return all("__" in path for path in cls.title_from)

    @classmethod
    def accessor(cls) -> str:
        """The attribute of a matter that holds its detail."""
        return cls._meta.model_name or ""

    @classmethod
    def beside(cls) -> list[str]:
        """What a query of matters joins to come with these details and their titles."""
        own = cls.accessor()
        return [own, *(f"{own}__{path}" for path in cls._joined())]

    @classmethod
    def _joined(cls) -> list[str]:
        return [path.rpartition("__")[0] for path in cls.title_from if "__" in path]

    @property
    def title(self) -> Any:
        """What a list calls the matter; every room's detail says it."""
        raise NotImplementedError

    def said(self) -> list[tuple[Any, Any]]:
        """What its page says of it, by `says`: labels and values, in that order; a day as a date."""
        columns = [each for each in self._meta.concrete_fields if each.name in self.says]
        columns.sort(key=lambda each: self.says.index(each.name))
        return [(each.verbose_name, getattr(self, each.name)) for each in columns]
