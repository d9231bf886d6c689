"""The seats of the congress, and laying one's own down."""

from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.delegates import listing, seating
from unionhall.rooms.assembly.forms.seats import Sure
from unionhall.rooms.assembly.models import Mandate
from unionhall.rooms.assembly.things import terms


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every seat and how it was filled; without an account no names."""
    reader = request.user if isinstance(request.user, Person) else None
    edited = (
        [each.code for each in terms.visible_to(reader) if terms.may_edit(reader, each.place)]
        if reader
        else []
    )
    context = {
        "reader": reader is not None,
        "terms": listing.terms(reader),
        "brings": edited,
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
    return render(request, "assembly/seats.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def lay_down(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own mandate with this day; a second click changes nothing. Others find nothing here."""
    person = cast(Person, request.user)
    held = Mandate.objects.select_related("term", "constituency").filter(person=person)
    mandate = get_object_or_404(held, pk=pk)
    form = Sure(request.POST if request.method == "POST" else None)
    if form.is_valid():
        seating.end(mandate, Mandate.Ended.LAID_DOWN)
        messages.success(request, _("You laid it down. It ends with this day."))
        return redirect("assembly:seats")
    is_seat = mandate.standing_by is None
    told = {"seat": mandate.seat, "where": mandate.constituency, "term": mandate.term}
    words = _("Seat %(seat)d of %(where)s: %(term)s") if is_seat else _("Substitute of %(where)s: %(term)s")
    context = {
        "form": form,
        "what": words % told,
        "is_seat": is_seat,
        "next_up": is_seat and len(seating.next_up(mandate.constituency)) == 1,
    }
    return render(request, "assembly/lay_down.html", context, status=422 if form.is_bound else 200)
