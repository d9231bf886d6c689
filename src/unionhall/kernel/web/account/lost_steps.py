"""Officers sign, two and two, for taking a lost second step off somebody's account."""

from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from unionhall.kernel.notices.choosing import hours_of
from unionhall.kernel.people import recovery
from unionhall.kernel.people.models import LostStep, Person
from unionhall.kernel.privacy import reading
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.sentences import say_moment

REASONS = {
    "nobody": gettext_lazy("Nobody in your places has exactly this number or address."),
    "several": gettext_lazy("Several people have this. Use the member number or the e-mail address."),
    "has_none": gettext_lazy("This person has no second step that could be lost."),
    "open_already": gettext_lazy("Somebody has begun this for the person already."),
    "too_many": gettext_lazy("You may look up 20 people an hour. Wait a little."),
    "over": gettext_lazy("This is settled already."),
    "not_you": gettext_lazy("The second signature must be another officer's, and never one's own matter."),
}
STATES = {
    "opened": gettext_lazy("waits for a second officer"),
    "confirmed": gettext_lazy("signed by two, waits for its day to pass"),
    "objected": gettext_lazy("the person objected"),
    "done": gettext_lazy("taken off"),
    "expired": pgettext_lazy("a lost step", "nobody signed it in a week"),
}


class Whose(forms.Form):
    """Somebody, by something that only one person has."""

    exactly = forms.CharField(
        label=gettext_lazy("Member number, telephone or e-mail"),
        max_length=200,
        help_text=gettext_lazy("Exactly as the hall knows it. Your look-up is written down."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Sign first; below it, what waits for one's second signature and what one signed for."""
    officer = _officer(request)
    form = Whose(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            recovery.open_for(form.cleaned_data["exactly"], actor=officer)
            return redirect("lost_steps")
        except recovery.NotPossible as error:
            form.add_error("exactly", REASONS[error.reason])
    zone = hours_of(officer).zone
    context = {
        "form": form,
        "to_sign": [_line(lost, zone) for lost, _person in recovery.to_sign(officer)],
        "signed": [_line(lost, zone) for lost in recovery.opened_by(officer)],
    }
    return render(request, "account/lost_steps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def sign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sign second: whose it is, who signed first, and one button."""
    officer = _officer(request)
    found = [(lost, person) for lost, person in recovery.to_sign(officer) if lost.uid == uid]
    if not found:
        raise Http404
    lost, person = found[0]
    if request.method == "POST":
        try:
            recovery.confirm(lost, actor=officer)
        except recovery.NotPossible as error:
            return render(request, "409.html", {"message": REASONS[error.reason]}, status=409)
        return redirect("lost_steps")
    office = recovery.offices_for_it(officer)[0]
    reading.record(
        reader=officer.uid,
        subjects=[person.uid],
        purpose=Access.Purpose.LOOKUP,
        what="lost second step",
        role=office.role,
        place=office.place.logged_as,
    )
    first = Person.objects.get(uid=lost.opened_by)
    context = {"whose": person.name, "first": first.name, **_line(lost, hours_of(officer).zone)}
    return render(request, "account/lost_step.html", context)


def _officer(request: HttpRequest) -> Person:
    """The reader, if they hold an office that signs for this; PermissionDenied otherwise."""
    person = cast(Person, request.user)
    if not recovery.offices_for_it(person):
        raise PermissionDenied
    return person


def _line(lost: LostStep, zone: ZoneInfo) -> dict[str, Any]:
    at = lost.opened_at.astimezone(zone)
    said = _("Begun %(moment)s: %(state)s") % {"moment": say_moment(at), "state": STATES[lost.state]}
    return {"said": said, "uid": lost.uid}
