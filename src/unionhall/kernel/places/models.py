"""The places of a union, and the streets, buildings and boundaries by which an address finds its place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.ordering import Order, usual
from unionhall.kernel.places import coordinates, triggers
from unionhall.kernel.places.boundaries import check_geometry, check_side
from unionhall.kernel.places.querysets import PlaceQuerySet
from unionhall.kernel.places.tree import DEEPEST, STEP
from unionhall.kernel.privacy.holdings import KEY, MACHINERY, PLACES, Holds
from unionhall.kernel.words import Words, WordsField


def check_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Write the time zone as Continent/City, for example Asia/Shanghai."))


@dataclass(frozen=True)
class Terms:
    """By what a place counts its days: its time zone, the code of its calendar and its rule pack; and in
    which order it lists names.
    """

    zone: ZoneInfo
    calendar_code: str
    pack: str
    order: Order


class Place(models.Model):
    """A federation, a union, a branch or workplace, or a service area.

    What is blank of zone, calendar and rules holds as the nearest place above has it; a root has all three.
    So does the order of names; where nobody above says one, it is the usual one under the rules.
    `code` is what another system calls it. How somebody reaches it, see `reach`.
    """

    holds: ClassVar[Holds] = {
        KEY: "parent path",
        PLACES: "kind name code time_zone calendar rule_pack names_by "
        "address contact telephone hours urgent closed_on",
    }
    backed_up: ClassVar[bool] = True

    class Kind(models.TextChoices):
        FEDERATION = "federation", _("Federation")
        UNION = "union", _("Union")
        BRANCH = "branch", _("Branch or workplace")
        AREA = "area", _("Service area")

    path = models.CharField(max_length=STEP * DEEPEST, unique=True, db_collation="C", editable=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = WordsField(_("name"))
    code = models.CharField(_("code"), max_length=30, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True, validators=[check_time_zone])
    calendar = models.CharField(_("calendar of working days"), max_length=40, blank=True)
    rule_pack = models.CharField(_("rules"), max_length=20, blank=True)
    names_by = models.CharField(_("order of names"), max_length=10, blank=True, choices=Order)
    address = models.CharField(_("address"), max_length=200, blank=True)
    contact = models.CharField(_("how to reach it"), max_length=200, blank=True)
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)
    hours = WordsField(_("opening hours"), blank=True, default=Words)
    urgent = WordsField(_("when it is urgent"), blank=True, default=Words)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(path__regex=rf"^([0-9A-Z]{{{STEP}}})+$"), name="place_path_is_levels"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["federation", "union", "branch", "area"]), name="place_kind"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False)
                | (~Q(kind="area") & ~Q(time_zone="") & ~Q(calendar="") & ~Q(rule_pack="")),
                name="place_root_has_terms",
            ),
            models.CheckConstraint(condition=Q(names_by__in=["", *Order.values]), name="place_names_by"),
            models.UniqueConstraint("code", name="place_code", condition=~Q(code="")),
        ]
        triggers = [triggers.place_stands_right(), triggers.new_edition()]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def logged_as(self) -> str:
        """How a log that outlives every wording names the place: see `naming.names_of`."""
        return f"#{self.pk}"

    @property
    def rank(self) -> int:
        """How far down its kind stands: 0 for a federation, 3 for a service area."""
        return self.Kind.values.index(self.kind)

    @property
    def own_terms(self) -> tuple[str, str, str]:
        return (self.time_zone, self.calendar, self.rule_pack)

    @cached_property
    def terms(self) -> Terms:
        """Its own terms, and for those it leaves blank the nearest above; one query at most."""
        own = (*self.own_terms, self.names_by)
        known = [own] if all(own) or self.parent_id is None else [own, *self._terms_above()]
        zone, calendar_code, pack, order = (
            next((term for term in column if term), "") for column in zip(*known, strict=True)
        )
        return Terms(ZoneInfo(zone), calendar_code, pack, Order(order) if order else usual(pack))

    @property
    def zone(self) -> ZoneInfo:
        return self.terms.zone

    @property
    def calendar_code(self) -> str:
        return self.terms.calendar_code

    @property
    def country(self) -> str:
        """The country of its calendar; empty without one."""
        return re.split("[-/]", self.calendar_code)[0]

    @property
    def pack(self) -> str:
        return self.terms.pack

    @property
    def order(self) -> Order:
        return self.terms.order

    def is_open(self, on: date | None = None) -> bool:
        return self.closed_on is None or self.closed_on > (on or timezone.localdate())

    def _terms_above(self) -> Iterable[tuple[str, str, str, str]]:
        above = Place.objects.ancestors_of(self).order_by("-path")
        return above.values_list("time_zone", "calendar", "rule_pack", "names_by")


class Street(models.Model):
    """House numbers of a street that belong to a place; an end left open reaches as far as the street."""

    holds: ClassVar[Holds] = {PLACES: "place name from_number to_number parity"}
    backed_up: ClassVar[bool] = True

    class Parity(models.TextChoices):
        ALL = "all", _("all numbers")
        ODD = "odd", _("odd numbers")
        EVEN = "even", _("even numbers")

    place = models.ForeignKey(Place, models.CASCADE, related_name="streets")
    name = models.CharField(_("street"), max_length=120)
    from_number = models.PositiveIntegerField(_("from number"), null=True, blank=True)
    to_number = models.PositiveIntegerField(_("to number"), null=True, blank=True)
    parity = models.CharField(_("which numbers"), max_length=4, choices=Parity, default=Parity.ALL)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(parity__in=["all", "odd", "even"]), name="street_parity"),
            models.CheckConstraint(
                condition=Q(from_number=None) | Q(to_number=None) | Q(to_number__gte=F("from_number")),
                name="street_numbers_in_order",
            ),
        ]
        triggers = [triggers.new_edition()]

    def __str__(self) -> str:
        return self.name

    @property
    def is_whole(self) -> bool:
        """Whether all of the street belongs to it, whatever the number."""
        return self.from_number is None and self.to_number is None and self.parity == self.Parity.ALL

    def has(self, number: int) -> bool:
        """Whether a house number belongs to it."""
        low, high = self.from_number or 0, self.to_number if self.to_number is not None else number
        return low <= number <= high and self.parity in {self.Parity.ALL, ("even", "odd")[number % 2]}


class Building(models.Model):
    """A building, an estate or a site that is known by its name."""

    holds: ClassVar[Holds] = {PLACES: "place name"}
    backed_up: ClassVar[bool] = True

    place = models.ForeignKey(Place, models.CASCADE, related_name="buildings")
    name = models.CharField(_("building"), max_length=120)

    class Meta:
        triggers = [triggers.new_edition()]

    def __str__(self) -> str:
        return self.name


class Boundary(models.Model):
    """The outline of a place: a GeoJSON Polygon or MultiPolygon in degrees, longitude first (RFC 7946).

    It stays as it was drawn; a point is shifted to the map on which it was, never the outline.
    """

    holds: ClassVar[Holds] = {PLACES: "place geometry drawn_on"}
    backed_up: ClassVar[bool] = True

    class Map(models.TextChoices):
        WGS84 = coordinates.WGS84, _("WGS-84: GPS, OpenStreetMap")
        GCJ02 = coordinates.GCJ02, _("GCJ-02: Amap, Tencent and other maps of mainland China")
        BD09 = coordinates.BD09, _("BD-09: Baidu")

    place = models.OneToOneField(Place, models.CASCADE, related_name="boundary")
    geometry = models.JSONField(
        _("outline (GeoJSON)"),
        validators=[check_geometry],
        help_text=_("In degrees of WGS-84, the longitude first, unless it was drawn on a Chinese map."),
    )
    drawn_on = models.CharField(
        _("map on which it was drawn"),
        max_length=5,
        choices=Map,
        default=Map.WGS84,
        help_text=_("Maps of mainland China lie some hundred metres beside WGS-84."),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(drawn_on__in=["wgs84", "gcj02", "bd09"]), name="boundary_drawn_on"
            )
        ]
        triggers = [triggers.new_edition()]

    def __str__(self) -> str:
        return f"{self.place}"

    def clean(self) -> None:
        others = Boundary.objects.exclude(place=self.place).values_list("geometry", flat=True)
        check_side(self.geometry, self.place.zone.key, self.place.country, others)


class Edition(models.Model):
    """One row: a new mark after each change to places, streets, buildings or boundaries, set by the database.

    Who keeps a copy of them in memory compares the mark, and so never finds an address on an old map.
    """

    holds: ClassVar[Holds] = {MACHINERY: "mark"}
    backed_up: ClassVar[bool] = True

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="edition_is_one")]

    def __str__(self) -> str:
        return str(self.mark)
