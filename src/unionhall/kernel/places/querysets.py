"""The tree of places, read aloud, and how a place comes into it."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import connections, models, transaction
from django.db.models import Q
from django.utils import timezone

from unionhall.kernel.places import tree
from unionhall.kernel.words import Words

if TYPE_CHECKING:
    from unionhall.kernel.places.models import Place

ROOTS_LOCK = 7_211_001  # of all who add a root at the same time, one goes first


class WrongPlace(ValueError):
    """A place can't stand there in the tree."""


class PlaceQuerySet(models.QuerySet[Any]):
    """Parts of the tree: `Place.objects.within(branch).areas().open()`."""

    def within(self, place: "Place") -> Self:
        """The place and everything below it."""
        return self.filter(path__startswith=place.path)

    def ancestors_of(self, place: "Place") -> Self:
        """What stands above a place, the root first, without itself."""
        return self.filter(path__in=tree.lineage(place.path)[:-1]).order_by("path")

    def children_of(self, place: "Place") -> Self:
        return self.filter(parent=place)

    def roots(self) -> Self:
        return self.filter(parent=None)

    def areas(self) -> Self:
        """Service areas: the smallest places, each with its stewards."""
        return self.filter(kind="area")

    def open(self, on: date | None = None) -> Self:
        """Places that are not closed on that day, today without one."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on or timezone.localdate()))

    def add(self, parent: "Place | None", *, kind: str, name: Any, **fields: Any) -> "Place":
        """A new place below its parent, or a new root.

        1. Locks the parent, so that two who add at once get two paths.
        2. Refuses a kind that can't stand below the parent's, and a root without zone, calendar or rules.
        3. Takes the path after the last child's.

        Raises WrongPlace, or TreeFull below a place with 1.6 million children.
        """
        with transaction.atomic(using=self.db):
            self._lock(parent)
            words = Words(name) if isinstance(name, dict) else name
            place: Place = self.model(
                parent=parent, kind=kind, name=words, path=self._free_path(parent), **fields
            )
            _refuse_misplaced(place)
            place.save(using=self.db, force_insert=True)
        return place

    def _lock(self, parent: "Place | None") -> None:
        if parent:
            self.model._base_manager.using(self.db).select_for_update(no_key=True).get(pk=parent.pk)
            return
        with connections[self.db].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROOTS_LOCK])

    def _free_path(self, parent: "Place | None") -> str:
        children = self.model._base_manager.using(self.db).filter(parent=parent)
        last = children.order_by("-path").values_list("path", flat=True).first()
        return tree.next_beside(last) if last else tree.first_below(parent.path if parent else "")


def _refuse_misplaced(place: "Place") -> None:
    if place.parent and place.rank < place.parent.rank:
        raise WrongPlace(f"A place of kind {place.kind} can't stand below one of kind {place.parent.kind}.")
    if not place.parent and place.kind == place.Kind.AREA:
        raise WrongPlace("A service area stands below a branch, a union or a federation.")
    if not place.parent and not all(place.own_terms):
        raise WrongPlace("A root needs its own time zone, calendar and rule pack.")
