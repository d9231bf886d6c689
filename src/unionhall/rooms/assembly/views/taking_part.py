"""What a delegate does from the phone: come in by the code on the wall, ask to speak, take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from unionhall.kernel.web.leading import SeeOther
from unionhall.kernel.web.read_again import asked, shown
from unionhall.rooms.assembly.forms.meetings import ComeIn, Speak
from unionhall.rooms.assembly.meeting import entrance, speaking
from unionhall.rooms.assembly.meeting.saying import NotSo
from unionhall.rooms.assembly.sitting.speakers import Why
from unionhall.rooms.assembly.views.finding import meeting_of
from unionhall.rooms.assembly.views.live import live_page


@never_cache
@login_required
def here(request: HttpRequest, reference: str) -> HttpResponse:
    """Come in by the code; the square on the wall leads here with it, so that one button is left."""
    matter, person = meeting_of(request, reference)
    initial = {"code": request.GET.get("code", "")[:20]}
    form = asked(request, lambda sent: ComeIn(sent, initial=initial), by=person)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            answer = entrance.by_code(matter, person, said["code"], key=said["key"])
        except NotSo as refused:
            form.add_error("code", refused.message)
        else:
            messages.success(request, answer.says)
            return SeeOther(reverse("assembly:live", args=[matter.reference]))
    context = {"matter": matter, "meeting": matter.meeting}
    return shown(request, "assembly/here.html", form, context, by=person)


@never_cache
@login_required
@require_POST
def speak(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask to speak, or take it back; refused with what stands in the way."""
    matter, person = meeting_of(request, reference)
    form = Speak(request.POST)
    if not form.is_valid():
        return live_page(request, matter, person, refused=_("Choose what you want to do."), status=422)
    act, key = form.cleaned_data["act"], form.cleaned_data["key"]
    try:
        if act == Speak.BACK:
            speaking.take_back(matter, person, key=key)
            said = _("You are not on the list any more.")
        else:
            speaking.ask(matter, person, Why(act), key=key)
            said = _("You are on the list of speakers.")
    except NotSo as refused:
        return live_page(request, matter, person, refused=refused.message, status=409)
    messages.success(request, said)
    return SeeOther(reverse("assembly:live", args=[matter.reference]))
