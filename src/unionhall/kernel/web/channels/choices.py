"""How one wants to be told: by which channels and in what order, at what hours, at once or once a day."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unionhall.kernel.notices import channels, choosing
from unionhall.kernel.notices.models import Choice, Hours
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.web.channels.zones import grouped
from unionhall.kernel.web.fields import ClockField

RANKS = ("first", "second", "third")
SILENT = {channels.EMAIL}  # what makes no noise, so that quiet hours say nothing of it


class HowToTell(forms.Form):
    """Up to three of the channels that the person can be reached by, and their hours."""

    quiet = True  # nothing is said to be optional where an empty answer is an answer
    first = forms.ChoiceField(label=_("First, by"), required=False)
    second = forms.ChoiceField(label=_("If that fails, by"), required=False)
    third = forms.ChoiceField(label=_("And then by"), required=False)
    daily = ClockField(
        label=_("All together, once a day at"), required=False, help_text=_("Empty: each by itself, at once.")
    )
    quiet_from = ClockField(
        label=_("Quiet from"), help_text=_("E-mail makes no noise and comes all the same.")
    )
    quiet_until = ClockField(
        label=_("Quiet until"), help_text=_("Twice the same time: it may ring at any time.")
    )
    urgent_anyway = forms.BooleanField(
        label=_("Tell me at once when a time limit runs out, at any hour"), required=False
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("The large city whose clock goes as yours does.")
    )

    def __init__(self, *args: Any, usable: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ranks = RANKS[: len(usable)]
        self._offer([(name, channels.CHANNELS[name].title) for name in usable])
        cast(forms.ChoiceField, self.fields["time_zone"]).choices = grouped(self.initial["time_zone"])
        idle = () if set(usable) - SILENT else ("quiet_from", "quiet_until")
        for name in (*RANKS[len(usable) :], *idle):
            del self.fields[name]

    def _offer(self, titles: list[tuple[str, Any]]) -> None:
        """The channels for each place in the order; a single one is taken or left, without a list."""
        for rank in self.ranks:
            nothing = _("Nothing: I look into the inbox myself") if rank == RANKS[0] else _("Nothing")
            field = cast(forms.ChoiceField, self.fields[rank])
            if len(titles) == 1:
                field.label, field.widget = _("How it reaches you"), forms.RadioSelect()
            field.choices = [*titles, ("", nothing)] if len(titles) == 1 else [("", nothing), *titles]

    def clean(self) -> dict[str, Any]:
        asked = [self.cleaned_data[rank] for rank in self.ranks if self.cleaned_data.get(rank)]
        if len(set(asked)) < len(asked):
            raise forms.ValidationError(_("You named one channel twice. Name each once."))
        return self.cleaned_data

    @property
    def wanted(self) -> list[str]:
        """The channels in order, gaps closed."""
        return [self.cleaned_data[rank] for rank in self.ranks if self.cleaned_data[rank]]

    def hours(self) -> Hours:
        """What was asked for, not yet kept; what was not asked for stays as it is."""
        asked = {**self.initial, **self.cleaned_data}
        return Hours(
            time_zone=asked["time_zone"],
            quiet_from=asked["quiet_from"],
            quiet_until=asked["quiet_until"],
            daily_at=asked["daily"],
            urgent_anyway=asked["urgent_anyway"],
        )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """The person's own order and hours; below them the channels that need an address."""
    person = cast(Person, request.user)
    chosen = choosing.chosen(person)
    usable = _usable(person, chosen)
    form = HowToTell(request.POST or None, usable=usable, initial=_initial(choosing.hours_of(person), chosen))
    if request.method == "POST" and form.is_valid():
        choosing.keep(person, form.wanted, form.hours())
        messages.success(request, _("Kept. Notices reach you so from now on."))
        return redirect("notice_choices")
    context = {"form": form, "others": [*_telephone(person), *_others(chosen)], "resting": resting(person)}
    return render(request, "notices/choices.html", context)


def resting(person: Person) -> list[str]:
    """A sentence for each channel that is left alone for now, because it failed too often."""
    found = choosing.resting(person)
    zone = choosing.hours_of(person).zone if found else None
    return [
        gettext(
            "%(channel)s has failed ten times in a row, so it rests until %(until)s. Notices go the next way."
        )
        % {
            "channel": channels.CHANNELS[each.channel].title,
            "until": say_moment(cast(datetime, each.rests_until).astimezone(zone)),
        }
        for each in found
    ]


def _usable(person: Person, chosen: list[Choice]) -> list[str]:
    """What the hall has and knows an address for."""
    known = {channels.EMAIL: person.email, channels.SMS: person.phone and channels.is_offered(channels.SMS)}
    kept = {each.channel for each in chosen if each.address and channels.is_offered(each.channel)}
    return [name for name in channels.CHANNELS if known.get(name) or name in kept]


def _initial(hours: Hours, chosen: list[Choice]) -> dict[str, Any]:
    return {
        **dict(zip(RANKS, (each.channel for each in chosen), strict=False)),
        "daily": hours.daily_at,
        "quiet_from": hours.quiet_from,
        "quiet_until": hours.quiet_until,
        "urgent_anyway": hours.urgent_anyway,
        "time_zone": hours.time_zone,
    }


def _telephone(person: Person) -> list[dict[str, Any]]:
    """What to do about text messages where the hall could send them and knows no number."""
    if person.phone or not channels.is_offered(channels.SMS):
        return []
    return [
        {
            "title": channels.CHANNELS[channels.SMS].title,
            "state": _("For this the hall needs your telephone number."),
            "act": _("Add"),
            "url": reverse("account_change_phone"),
        }
    ]


def _others(chosen: list[Choice]) -> list[dict[str, Any]]:
    """The channels that need an address, each with what can be done about it."""
    kept = {each.channel for each in chosen if each.address}
    return [
        {
            "title": channel.title,
            "is_on": channel.name in kept,
            "state": "" if channel.name in kept else channel.hint,
            "act": _("Change or remove") if channel.name in kept else _("Add"),
            "url": reverse("notice_channel", args=[channel.name]),
        }
        for channel in channels.CHANNELS.values()
        if channel.asks and channels.is_offered(channel.name)
    ]
