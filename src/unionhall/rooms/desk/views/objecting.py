"""Objecting to one reading of one's own data: it stands there already, and one sentence is enough."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import locate
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.web.account.readings import of_others, said
from unionhall.kernel.web.fields import KeyField, StoryField
from unionhall.kernel.web.read_again import asked, shown, taken
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.desk import intake
from unionhall.rooms.desk.catalogue import find_offered
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.offers import ABOUT_ONESELF


class ObjectForm(forms.Form):
    """What is wrong with the reading, in a sentence."""

    key = KeyField()
    why = StoryField(
        label=gettext_lazy("What is not right about it, or what you want to know"), max_length=3_000
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """One sentence, one button; it goes to the data protection officer, never to who read it."""
    person = cast(Person, request.user)
    reading, version = get_object_or_404(of_others(person), pk=pk), find_offered(ABOUT_ONESELF)
    if version is None:
        raise Http404
    form = asked(request, ObjectForm, by=person)
    if request.method == "POST" and form.is_valid():
        matter = _object(person, reading, version, form.cleaned_data)
        taken(request, by=person)
        messages.success(request, _("Your objection was sent. Here you see at any time where it stands."))
        return redirect(address_of(matter))
    return shown(request, "desk/object.html", form, {"reading": said(reading, person)}, by=person)


def _object(person: Person, reading: Access, version: ServiceVersion, typed: dict[str, Any]) -> Matter:
    """A request for the service, with the reading in its words; who read it handles nothing of it."""
    own = person.own_places()
    wants = intake.Said(
        version=version,
        area=own[0] if own else locate().place,
        key=typed["key"],
        description=f"{said(reading, person)}\n\n{typed['why']}",
        answers=_wish(version),
        unfit=tuple(Person.objects.filter(uid=reading.reader)) if reading.reader else (),
    )
    return intake.ask(wants, actor=person)


def _wish(version: ServiceVersion) -> dict[str, Any]:
    """The answer to the service's question what somebody would like, where it asks that."""
    return {
        question["code"]: value["key"]
        for question in version.questions
        for value in question.get("values", ())
        if (question["code"], value["key"]) == ("wish", "object")
    }
