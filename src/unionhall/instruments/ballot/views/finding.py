"""The vote that an address names, for this reader; what is invisible is not there."""

from collections.abc import Callable
from functools import wraps
from typing import TypeAlias, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from unionhall.instruments.ballot.models import Election, Trustee
from unionhall.instruments.ballot.procedure import who
from unionhall.kernel.people.models import Person

Page: TypeAlias = Callable[[HttpRequest, str], HttpResponse]


def reader(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def seen(request: HttpRequest, uid: str) -> Election:
    """A vote that the reader may see."""
    visible = who.visible_to(reader(request)).select_related("place")
    found: Election = get_object_or_404(visible, uid=uid)
    return found


def archived(uid: str) -> Election:
    """A secret vote whose archive has begun: public, for whoever knows its address."""
    found: Election = get_object_or_404(Election.objects.public().select_related("place"), uid=uid)
    return found


def public(view: Page) -> Page:
    """A page of a vote that whoever has not signed in reads, too, once the vote's archive is public.

    Of others nobody learns whether they exist: what is asked for leads to the sign-in.
    """
    for_members = login_required(view)

    @wraps(view)
    def page(request: HttpRequest, uid: str) -> HttpResponse:
        is_open = request.user.is_authenticated or Election.objects.public().filter(uid=uid).exists()
        return (view if is_open else for_members)(request, uid)

    return page


def public_or_seen(request: HttpRequest, uid: str) -> Election:
    """The vote of a `public` page."""
    return seen(request, uid) if request.user.is_authenticated else archived(uid)


def called_by_reader(request: HttpRequest, uid: str) -> Election:
    """A vote that the reader keeps."""
    election = seen(request, uid)
    if who.keeps(reader(request), election) is None:
        raise PermissionDenied
    return election


def at_table(request: HttpRequest, uid: str) -> Election:
    """A vote with paper ballots at a place where the reader may count."""
    election = seen(request, uid)
    if not who.table_offices(reader(request), election) or not election.with_paper:
        raise PermissionDenied
    return election


def trusted(request: HttpRequest, uid: str) -> Trustee:
    """The reader's own key in a vote; a draft's key holders know of it, too."""
    election = get_object_or_404(Election.objects.select_related("place"), uid=uid)
    held = election.trustees.select_related("election__place", "person").filter(person=reader(request))
    found: Trustee = get_object_or_404(held)
    return found
