"""Meetings that come again: on which day of the month, and at which hour."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy.holdings import CATALOGUE, Holds
from unionhall.kernel.things.models import Thing
from unionhall.kernel.words import WordsField


class Series(Thing):
    """A rhythm of meetings, such as the first Monday of each month; the hall prepares the next one by it.

    `week`: which of the month, -1 for the last. `weekday`: 0 is Monday. `months`: from one to the next,
    counted from the month of `from_on`. `begins` is by the clock of the place, `minutes` how long it takes.
    """

    holds: ClassVar[Holds] = {CATALOGUE: "title place kind week weekday months from_on begins minutes where"}
    backed_up: ClassVar[bool] = True

    class Kind(models.TextChoices):
        QUESTION_DAY = "question_day", _("Question day of the management")
        DELIBERATION_DAY = "deliberation_day", _("Deliberation day")

    class Week(models.IntegerChoices):
        FIRST = 1, _("the first")
        SECOND = 2, _("the second")
        THIRD = 3, _("the third")
        FOURTH = 4, _("the fourth")
        LAST = -1, _("the last")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    class Months(models.IntegerChoices):
        EACH = 1, _("each month")
        SECOND = 2, _("every second month")
        THIRD = 3, _("every third month")
        SIXTH = 6, _("every sixth month")
        YEAR = 12, _("once a year")

    title = WordsField(_("what it is called"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    kind = models.CharField(_("what it is"), max_length=20, choices=Kind, default=Kind.QUESTION_DAY)
    week = models.SmallIntegerField(_("which one in the month"), choices=Week, default=Week.FIRST)
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), choices=Weekday, default=Weekday.MONDAY,
        help_text=_("Where nobody works on it, it is held on the next day on which people work."),
    )  # fmt: skip
    months = models.PositiveSmallIntegerField(_("how often"), choices=Months, default=Months.EACH)
    from_on = models.DateField(_("from"))
    begins = models.TimeField(_("begins at"))
    minutes = models.PositiveSmallIntegerField(_("how many minutes it takes"), default=90)
    where = models.CharField(_("Where"), max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0), name="series_takes_time"),
        ]
