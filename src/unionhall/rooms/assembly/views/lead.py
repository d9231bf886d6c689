"""The page of whoever leads the meeting: quorum at the top, then the item, the speakers, the agenda."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.leading import SeeOther
from unionhall.rooms.assembly.forms.meetings import Lead
from unionhall.rooms.assembly.meeting import leading
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.views.finding import LEADS, for_office
from unionhall.rooms.assembly.views.live import LIVE, watched
from unionhall.rooms.assembly.views.showing import context


@never_cache
@login_required
def lead(request: HttpRequest, reference: str) -> HttpResponse:
    """Show where it stands, or do one act and come back with a sentence."""
    matter, person = for_office(request, reference, LEADS)
    if request.method != "POST":
        return _page(request, matter)
    form = Lead(request.POST)
    if not form.is_valid() or form.cleaned_data["act"] not in leading.ACTS:
        return _page(request, matter, _("Nothing was done: choose one of the buttons below."), status=422)
    said = form.cleaned_data
    try:
        done = leading.lead(
            matter, said["act"], said["number"] or 0, seen=said["seen"], actor=person, key=said["key"]
        )
    except NotSo as refused:
        return _page(request, matter, refused.message, status=409)
    messages.success(request, done)
    return SeeOther(reverse("assembly:lead", args=[matter.reference]))


def _page(request: HttpRequest, matter: Matter, refused: str = "", *, status: int = 200) -> HttpResponse:
    shown = {**watched(matter, LIVE), **context(matter), "matter": matter, "refused": refused, "form": Lead()}
    return render(request, "assembly/lead.html", shown, status=status)
