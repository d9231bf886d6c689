"""A delegate reports back to those who elected them."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.fields import StoryField
from unionhall.kernel.web.handed_in import go_on_asking
from unionhall.kernel.web.matters import load
from unionhall.kernel.web.speaking import chosen, in_any_language
from unionhall.rooms.assembly.between import reporting
from unionhall.rooms.assembly.between.adopted import OVER
from unionhall.rooms.assembly.between.constituency import mandates_of
from unionhall.rooms.assembly.models import Mandate, ReportBack


class ReportForm(forms.Form):
    """What came of the meeting for those whom the delegate sits for."""

    text = StoryField(
        label=gettext_lazy("What came of it for those who elected you"),
        max_length=4_000,
        help_text=gettext_lazy("Every member of the place reads it with your name. Name no member."),
    )


@login_required
@in_any_language
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Write it, or write it better."""
    person = cast(Person, request.user)
    meeting = load(person, reference)
    mandate = _mandate(meeting, person)
    written = ReportBack.objects.filter(meeting=meeting, mandate=mandate).first()
    is_sent = request.method == "POST" and not chosen(request)
    form = ReportForm(request.POST if is_sent else None, initial={"text": written.text if written else ""})
    if not is_sent and request.POST:
        form.initial = request.POST.dict()
        go_on_asking(form, request.POST)
    if form.is_valid():
        reporting.write(meeting, mandate, form.cleaned_data["text"])
        messages.success(request, _("Your report stands on the page of the meeting and of “My delegate”."))
        return redirect("assembly:mine")
    context = {"form": form, "title": meeting.meeting.title, "walk": True}
    return render(request, "assembly/report_back.html", context, status=422 if form.is_bound else 200)


def _mandate(meeting: Matter, person: Person) -> Mandate:
    """The seat by which the person reports on that meeting; Http404 where there is nothing to report."""
    if (meeting.room, meeting.kind) != ("assembly", "meeting") or meeting.state not in OVER:
        raise Http404
    found = [each for each in mandates_of(person) if each.term_id == meeting.meeting.term_id]
    if not found:
        raise Http404
    return found[0]
