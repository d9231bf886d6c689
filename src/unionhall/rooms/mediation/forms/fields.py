"""Questions for a day, a moment, an e-mail address and a place, as people write them on every keyboard."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.places.models import Place
from unionhall.kernel.web.fields import WORDS_ONLY

EARLIEST = date(1950, 1, 1)


class DayField(forms.DateField):
    """A day, from the browser's own picker or typed, also in full-width digits."""

    default_error_messages = {
        "required": WORDS_ONLY["required"],
        "invalid": _("Write the day like this: 2026-11-26."),
    }

    def __init__(self, *, is_past: bool = False, is_ahead: bool = False, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"]
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=formats, widget=widget, **kwargs)
        self.is_past, self.is_ahead = is_past, is_ahead

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(" ", "")
        day: date | None = super().to_python(value)
        return day

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.is_past and value > timezone.localdate():
            raise ValidationError(_("This day is still to come. Write one that has been."))
        if self.is_ahead and value < timezone.localdate():
            raise ValidationError(_("This day is over. Choose one from today on."))
        if value < EARLIEST:
            raise ValidationError(_("Check the year."))


class MomentField(forms.DateTimeField):
    """A day and a time by the clock of a place, naive; the form says in which zone."""

    default_error_messages = {
        "required": WORDS_ONLY["required"],
        "invalid": _("Write the day and the time like this: 2026-11-26 14:05."),
    }

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y年%m月%d日 %H:%M"]
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=formats, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).strip()
        moment = super().to_python(value)
        return timezone.make_naive(moment) if moment and timezone.is_aware(moment) else moment


class MailField(forms.EmailField):
    """An e-mail address, also in the wide letters of a Chinese keyboard."""

    def to_python(self, value: Any) -> Any:
        wide: Any = super().to_python(value)
        return unicodedata.normalize("NFKC", wide)


class PlaceField(forms.ChoiceField):
    """One of some places; its value is the place, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by_id: dict[str, Place] = {}

    def offer(self, places: Iterable[Place], empty: Any = None) -> None:
        self.by_id = {str(place.pk): place for place in places}
        first = [] if empty is None else [("", empty)]
        self.choices = [*first, *((key, str(place)) for key, place in self.by_id.items())]

    def clean(self, value: Any) -> Any:
        return self.by_id.get(super().clean(value))
