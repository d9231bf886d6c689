"""The pages of this room. Moves need none: each has its form on the matter's page."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from unionhall.kernel.people.models import Person
from unionhall.rooms.skeleton import procedure
from unionhall.rooms.skeleton.forms import Ask
from unionhall.rooms.skeleton.models import Skeleton


@login_required
def ask(request: HttpRequest) -> HttpResponse:
    """The room's door: ask, and see where it stands."""
    person = cast(Person, request.user)
    form = Ask(request.POST or None, person=person)
    if not form.is_valid():
        return render(request, "skeleton/ask.html", {"form": form}, status=422 if form.is_bound else 200)
    answers = form.cleaned_data
    matter = procedure.ask(
        procedure.new_matter(answers["place"], subject=person),
        actor=person,
        key=answers["key"],
        question=Skeleton(description=answers["description"]),
    )
    return redirect("matter", matter.reference)
