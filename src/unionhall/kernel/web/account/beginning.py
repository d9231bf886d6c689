"""The first hour in an office: what one is now and does first, until one puts it away."""

from collections.abc import Iterator
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from unionhall.kernel.people.factors import lacks_second_step
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.roles import all_roles

SECOND_STEP = (
    gettext_lazy(
        "Set up a second step to your sign-in. Until you have one, the hall opens your account alone."
    ),
    "account_ways",
)
TOLD = (
    gettext_lazy("Choose how you are told of new work: by e-mail, text message, at once or once a day."),
    "notice_choices",
)


@require_POST
@login_required
def put_away(request: HttpRequest) -> HttpResponse:
    """They have read it."""
    cast(Person, request.user).offices.filter(is_new=True).update(is_new=False)
    return redirect("front")


def new_offices(person: Person) -> list[dict[str, Any]]:
    """The offices that began since their person last said that they have read what to do, each with that."""
    new = [office for office in person.current_offices if office.is_new]
    before = [SECOND_STEP] if new and lacks_second_step(person) else []
    return [
        {
            "title": _("You are %(role)s of %(place)s now")
            % {"role": str(office.title).lower(), "place": office.place},
            "steps": list(_linked([*before, *(role.first if role else ()), TOLD])),
        }
        for office in new
        for role in [all_roles().get(office.role)]
    ]


def _linked(steps: list[tuple[Any, str]]) -> Iterator[dict[str, Any]]:
    for words, name in steps:
        yield {"words": words, "url": _address(name)}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
