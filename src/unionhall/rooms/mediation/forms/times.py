"""Proposing times to meet, and choosing among them."""

from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.web.fields import LineField, MomentField
from unionhall.kernel.web.moves import MoveForm
from unionhall.rooms.mediation.models import Slot
from unionhall.rooms.mediation.procedure import talking

MOST = 5
LENGTHS = [(30, _("half an hour")), (60, _("an hour")), (90, _("an hour and a half")), (120, _("two hours"))]
NONE = "none"


class TimesForm(MoveForm):
    """Up to five times by the clock of the place, all of one length and at one place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = self.matter.place.zone
        now = timezone.localtime(timezone=self.zone)
        clock = _("By the clock of %(place)s (%(zone)s), where it is %(time)s now.") % {
            "place": self.matter.place,
            "zone": self.zone.key,
            "time": f"{now:%H:%M}",
        }
        for number in range(1, MOST + 1):
            self.fields[f"starts_{number}"] = MomentField(
                label=_("Time %(number)s") % {"number": number},
                required=number == 1,
                help_text=clock if number == 1 else "",
            )
        self.fields["minutes"] = forms.TypedChoiceField(
            label=_("How long?"), choices=LENGTHS, coerce=int, initial=60
        )
        self.fields["where"] = LineField(
            label=_("Where?"), max_length=400, help_text=_("A room and its address, or a link.")
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        length = timedelta(minutes=values.get("minutes") or 60)
        taken: list[datetime] = []
        for number in range(1, MOST + 1):
            start = self._instant(values.get(f"starts_{number}"))
            if start is None:
                continue
            if start <= timezone.now():
                self.add_error(f"starts_{number}", _("This time is over. Propose one that is still to come."))
            elif any(abs(start - other) < length for other in taken):
                self.add_error(f"starts_{number}", _("This overlaps with another time above."))
            taken.append(start)
        return values

    def times(self) -> list[talking.Time]:
        """The times in order; only when the form is valid."""
        said = self.cleaned_data
        length = timedelta(minutes=said["minutes"])
        starts = [self._instant(said.get(f"starts_{number}")) for number in range(1, MOST + 1)]
        return [talking.Time(each, each + length, said["where"]) for each in sorted(filter(None, starts))]

    def _instant(self, naive: datetime | None) -> datetime | None:
        return naive.replace(tzinfo=self.zone) if naive else None


class ChoiceForm(MoveForm):
    """Which of the proposed times suit, or that none does."""

    chosen = forms.MultipleChoiceField(
        label=_("Which times suit you?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose all times that suit you, or say that none does."),
            "invalid_choice": _("These times were replaced meanwhile. Look at the new ones."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.matter.place.zone
        named = [(str(each.number), say_time(each, zone)) for each in talking.slots(self.matter)]
        field = cast(forms.MultipleChoiceField, self.fields["chosen"])
        field.choices = [*named, (NONE, _("None of these suits me"))]

    def clean_chosen(self) -> list[int]:
        chosen: list[str] = self.cleaned_data["chosen"]
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Choose times, or say that none suits you, not both."))
        return [int(each) for each in chosen if each != NONE]


def say_time(slot: Slot | talking.Time, zone: Any) -> str:
    """ "Thu 26 Nov 2026 at 14:00 to 15:00, room 4", by the clock of the zone."""
    start, end = slot.starts_at.astimezone(zone), slot.ends_at.astimezone(zone)
    words = {"start": say_moment(start), "end": f"{end:%H:%M}", "where": slot.where}
    return gettext("%(start)s to %(end)s, %(where)s") % words
