"""What a member does with their membership: move to another branch, or leave."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.read_again import asked, shown, taken
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.register.book import ending
from unionhall.rooms.register.forms import CorrectionForm, LeaveForm, TransferForm
from unionhall.rooms.register.models import Correction, Transfer
from unionhall.rooms.register.procedure import correcting, leaving, moving


@login_required
def transfer(request: HttpRequest) -> HttpResponse:
    """Ask to move; both branches consent."""
    person = cast(Person, request.user)
    own = person.own_places()
    if not own:
        return render(request, "register/no_member.html", status=409)
    form = asked(request, lambda sent: TransferForm(sent, own=own), by=person)
    if request.method != "POST" or not form.is_valid():
        return shown(request, "register/transfer.html", form, {"own": own}, by=person)
    origin, target = form.cleaned_data["origin"], form.cleaned_data["target"]
    keeper = moving.keeper_of(origin, without=person)
    matter = moving.ask_to_move(
        Matter(place=origin, subject=person, handler=keeper),
        actor=person,
        transfer=Transfer(origin=origin, target=target),
        key=form.cleaned_data["key"],
    )
    taken(request, by=person)
    messages.success(request, _("Both branches are asked now. Here you see at any time where it stands."))
    return redirect(address_of(matter))


@login_required
def correct(request: HttpRequest) -> HttpResponse:
    """Ask to have one's name or number put right; whoever keeps the register confirms it."""
    person = cast(Person, request.user)
    own = person.own_places()
    if not own:
        return render(request, "register/no_member.html", status=409)
    form = asked(request, lambda sent: CorrectionForm(sent, person=person, own=own), by=person)
    if request.method != "POST" or not form.is_valid():
        return shown(request, "register/correct.html", form, {}, by=person)
    said = {name: form.cleaned_data.get(name, "") for name in ("name", "phone", "why")}
    place = form.cleaned_data["place"]
    keeper = moving.keeper_of(place, without=person)
    matter = correcting.ask_to_correct(
        Matter(place=place, subject=person, handler=keeper),
        actor=person,
        correction=Correction(**said),
        key=form.cleaned_data["key"],
    )
    taken(request, by=person)
    messages.success(request, _("Your branch looks at it. Here you see at any time where it stands."))
    return redirect(address_of(matter))


@login_required
def leave(request: HttpRequest) -> HttpResponse:
    """One page, one confirmation, at once."""
    person = cast(Person, request.user)
    own = person.own_places()
    form = asked(request, lambda sent: LeaveForm(sent or None), by=person)  # nothing said is no word to leave
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and (gone := leaving.departure_under(form.cleaned_data["key"], person)):
        return redirect(address_of(gone))
    if not own:
        return render(request, "register/no_member.html", status=409)
    if not is_sent:
        context = {
            "own": own,
            "offices": person.current_offices,
            "kept": ending.days_kept(own[0]),
        }
        return shown(request, "register/leave.html", form, context, by=person)
    matter = leaving.leave(person, own[0], **form.cleaned_data)
    taken(request, by=person)
    if form.cleaned_data["closes_account"]:
        logout(request)
        return render(request, "register/left.html", {"matter": matter, "kept": ending.days_kept(own[0])})
    messages.success(request, _("You have left the union. This page is your receipt."))
    return redirect(address_of(matter))
