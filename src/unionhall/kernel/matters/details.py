"""What a room keeps of its matters beside the spine."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models


class Detail(models.Model):
    """What a room keeps of its matters beside the spine; `title_from` names the columns of its title."""

    title_from: ClassVar[tuple[str, ...]] = ()

    matter = models.OneToOneField(
        "matters.Matter", models.CASCADE, primary_key=True, related_name="%(class)s"
    )

    class Meta:
        abstract = True

    @classmethod
    def titled(cls, matters: Iterable[int]) -> models.QuerySet[Any]:
        """The details of these matters, with no more than their titles need."""
        details = cls._default_manager.filter(pk__in=matters).select_related(*cls._joined())
        return details.only("pk", *cls.title_from)

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
