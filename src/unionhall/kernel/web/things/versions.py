"""What became of a thing: who wrote what, two states side by side, and an older one brought back."""

from typing import Any, cast
from uuid import uuid4

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.sentences import say_moment
from unionhall.kernel.things import content
from unionhall.kernel.things.declaration import Things
from unionhall.kernel.things.differing import Difference, differences
from unionhall.kernel.things.history import Step, steps
from unionhall.kernel.things.models import Thing
from unionhall.kernel.things.wording import lines
from unionhall.kernel.web.lines import flat
from unionhall.kernel.web.things.editing import for_editors
from unionhall.kernel.web.things.forms import form_of
from unionhall.kernel.web.things.reading import about, find, for_readers, page_of, places_of, shown


class Two(forms.Form):
    """Which two states of a thing are compared; the last two unless told."""

    one = forms.ChoiceField(label=_("Compare"))
    other = forms.ChoiceField(label=_("with"))

    def __init__(self, sent: Any, told: list[dict[str, Any]]) -> None:
        states = [(str(each["number"]), each["title"]) for each in told if each["number"]]
        super().__init__(sent if {"one", "other"} <= set(sent) else None)
        self.is_possible = len(states) > 1
        for name, place in (("other", 0), ("one", 1)):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices, field.initial = states, states[place][0] if self.is_possible else None
        self.titles = dict(states)

    def chosen(self) -> list[str]:
        """The two numbers; nothing as long as nobody has chosen."""
        return [self.cleaned_data["one"], self.cleaned_data["other"]] if self.is_valid() else []


@require_safe
@for_readers
def history(request: HttpRequest, things: Things, code: str) -> HttpResponse:
    """Who wrote what and when, and what stood there before; for who is signed in, since it names officers."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    thing = find(request, things, code)
    acts = steps(thing)
    told = _told(things, thing, acts)
    two = Two(request.GET, told)
    context = {
        **about(things),
        **page_of(things, thing),
        "steps": told,
        "two": two,
        "may_edit": things.may_edit(request.user, *places_of(thing)),
    }
    if chosen := two.chosen():
        context |= _compared([_state(acts, int(number)) for number in chosen], things)
        context |= dict(zip(("one_title", "other_title"), map(two.titles.__getitem__, chosen), strict=True))
    return render(request, "web/things/history.html", context)


@require_safe
@for_editors
def bring_back(request: HttpRequest, things: Things, thing: Thing, number: int) -> HttpResponse:
    """What an older state says, and what it would change; its form goes to the editor as if it were typed."""
    acts = steps(thing)
    step = _state(acts, number)
    form = form_of(things)(None, things=things, thing=thing, actor=request.user)
    typed = {**form.said_by(step.row), "seen": thing.journal_length, "key": uuid4()}
    context = {
        **about(things),
        **page_of(things, thing),
        **shown(things, step.row),
        **_compared([next(each for each in acts if each.number), step], things),
        "state": next(each for each in _told(things, thing, acts) if each["number"] == number),
        "typed": flat(typed),
        "one_title": gettext("As it is now"),
        "other_title": gettext("As it would be again"),
    }
    return render(request, "web/things/bring_back.html", context)


def _state(acts: list[Step], number: int) -> Step:
    """The act after which it said so; Http404 if there is none."""
    found = next((each for each in acts if number and each.number == number), None)
    if found is None:
        raise Http404
    return found


def _compared(two: list[Step], things: Things) -> dict[str, Any]:
    """What two states say otherwise, and how many of the labels are the same."""
    columns = content.written(things.model)
    one, other = (lines(step.row, columns) for step in two if step.row)
    found: list[Difference] = differences(one, other)
    return {"compared": found, "is_compared": True, "same": len(one) - len(found)}


def _told(things: Things, thing: Thing, acts: list[Step]) -> list[dict[str, Any]]:
    """The acts in sentences; of those older than the journal, what their version says."""
    entries = [step.entry for step in acts if step.entry]
    said = dict(zip((entry.pk for entry in entries), sentences(entries, matters=()), strict=True))
    root = Place.objects.roots().order_by("path").first()
    newest, name = max(step.number for step in acts) if acts else 0, f"{things.room.label}:{things.name}"
    return [
        {
            "at": (at := say_moment(step.at.astimezone(root.zone) if root else step.at)),
            "sentence": said[step.entry.pk] if step.entry else "",
            "version": step.number if things.is_versioned else 0,
            "number": step.number,
            "title": _title(step, at) if things.is_versioned else at,
            "back": reverse(f"{name}_version", args=[thing.code, step.number])
            if 0 < step.number < newest
            else "",
            "changes": step.changes,
        }
        for step in acts
    ]


def _title(step: Step, at: str) -> str:
    return gettext("Version %(number)s, %(at)s") % {"number": step.number, "at": at}
