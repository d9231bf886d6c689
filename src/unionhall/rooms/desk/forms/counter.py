"""What a steward asks at the counter or on the phone before the request itself."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Office
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.walks.counter import WhoForm
from unionhall.rooms.desk.forms.asking import WhereForm
from unionhall.rooms.desk.models import Request, ServiceVersion


class WayForm(WhoForm):
    """How somebody came, and by what they can be found."""

    way = forms.ChoiceField(
        label=_("How they reached you"),
        choices=[
            (Request.Channel.COUNTER.value, Request.Channel.COUNTER.label),
            (Request.Channel.PHONE.value, Request.Channel.PHONE.label),
        ],
        initial=Request.Channel.COUNTER.value,
        widget=forms.RadioSelect,
    )
    field_order = ("way", "exactly")


class WhatForm(forms.Form):
    """Which service they ask for."""

    service = forms.ChoiceField(label=_("What do they ask for?"))

    def __init__(self, *args: Any, offered: Iterable[ServiceVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for version in offered:
            groups.setdefault(str(version.service.window), []).append((str(version.pk), str(version)))
        field = cast(forms.ChoiceField, self.fields["service"])
        field.choices = [("", _("Please choose")), *groups.items()]


class CounterWhereForm(WhereForm):
    """Where it belongs, as long as the steward serves there."""

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices

    def clean(self) -> dict[str, Any]:
        self.cleaned_data = super().clean()
        if not self.errors:
            area = self.area()
            if not is_served(area, self.offices):
                message = _(
                    "%(place)s answers for this. Please ask the person to send it themselves, on this site "
                    "without an account, or to see your colleagues there."
                )
                self.add_error("address", forms.ValidationError(message, params={"place": area}))
        return self.cleaned_data


def is_served(place: Place, offices: Iterable[Office]) -> bool:
    """Whether one of the offices is at the place, above it or below it."""
    return any(office.reaches(place.path) or office.place.path.startswith(place.path) for office in offices)


class ConsentForm(forms.Form):
    """The consent of the person for whom it is written down."""

    consent = forms.BooleanField(
        label=_("I read it to the person, and they agree that it is sent and kept for this request."),
        error_messages={"required": _("Without the person's consent nothing is sent.")},
    )
