"""How the post is doing, for the administrator: numbers of each channel, and nobody's name."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from unionhall.kernel.notices.counts import standings
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_moment


def may_see(person: Person) -> bool:
    """Whether the person is an administrator, anywhere in the hall."""
    return any(office.role == "administrator" for office in person.current_offices)


@require_safe
@login_required
def numbers(request: HttpRequest) -> HttpResponse:
    """One line a channel."""
    if not may_see(cast(Person, request.user)):
        raise PermissionDenied
    lines = [
        {"standing": each, "oldest": say_moment(timezone.localtime(each.oldest)) if each.oldest else ""}
        for each in standings()
    ]
    return render(request, "notices/numbers.html", {"lines": lines})
