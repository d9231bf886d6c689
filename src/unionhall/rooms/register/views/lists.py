"""A register keeper asks for a list of members for a purpose."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.looking_up import TooManyLookUps
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.read_again import asked, shown, taken
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.register.forms import ListForm
from unionhall.rooms.register.importing.uploading import kept_places
from unionhall.rooms.register.importing.views import for_keepers
from unionhall.rooms.register.listing.naming import Unnamed, named
from unionhall.rooms.register.models import Listing
from unionhall.rooms.register.procedure import lists, signers


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def ask(request: HttpRequest) -> HttpResponse:
    """Name the members, say what for, and hand it to another officer; what was typed is never lost."""
    keeper = cast(Person, request.user)
    form = asked(request, lambda sent: ListForm(sent, kept=kept_places(keeper)), by=keeper)
    is_sent = request.method == "POST" and form.is_valid()
    members = _members(form, keeper) if is_sent else []
    if not is_sent or not form.is_valid():
        return shown(request, "register/list.html", form, {}, by=keeper)
    matter = _open(form, keeper, members)
    taken(request, by=keeper)
    messages.success(request, _("Another officer is asked to sign now. Nobody on the list is told before."))
    return redirect(address_of(matter))


def _members(form: ListForm, keeper: Person) -> list[Person]:
    """Whom the numbers name; what is wrong with them is said at their field."""
    try:
        return named(form.cleaned_data["numbers"], by=keeper, place=form.cleaned_data["place"])
    except (Unnamed, TooManyLookUps) as reason:
        form.add_error("numbers", str(getattr(reason, "message", reason)))
        return []


def _open(form: ListForm, keeper: Person, members: list[Person]) -> Matter:
    chosen = form.cleaned_data
    unfit = {keeper.pk, *(person.pk for person in members)}
    matter = Matter(
        place=chosen["place"],
        handler=signers.signer_of(chosen["place"], unfit),
    )
    listing = Listing(**{name: chosen[name] for name in ("purpose", "with_email", "with_phone")})
    opened: Matter = lists.ask_for_list(
        matter, actor=keeper, listing=listing, members=members, key=chosen["key"]
    )
    return opened
