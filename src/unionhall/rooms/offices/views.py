"""The pages of offices: the list, a proposal, and the end of an office."""

from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.ordering import explained
from unionhall.kernel.people.looking_up import look_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.faults import Faults, faults_of, say
from unionhall.kernel.web.read_again import ReadAgain, asked, said, shown, taken
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.offices.forms import Propose, Sure, Whom
from unionhall.rooms.offices.listing.changed import changed
from unionhall.rooms.offices.listing.held import held, say_days
from unionhall.rooms.offices.listing.public import offices_by_place
from unionhall.rooms.offices.listing.roles import deciders_in_words, roles_in_words
from unionhall.rooms.offices.listing.scope import Scope, home
from unionhall.rooms.offices.models import Appointment
from unionhall.rooms.offices.procedure import ending, granting
from unionhall.rooms.offices.procedure.deciding import decides, deciding_offices

SALT = "offices.proposal"
AN_HOUR = 3_600
DAYS = ("from_on", "until_on")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The offices of the reader's own branch; without an account what is public of them, and no name."""
    atlas = current_atlas()
    if not isinstance(request.user, Person):
        return _public(request, atlas)
    return _listing(request, atlas, home(request.user, atlas))


@require_safe
@login_required
def at_place(request: HttpRequest, pk: int) -> HttpResponse:
    """The offices of another place."""
    atlas = current_atlas()
    return _listing(request, atlas, next((each for each in atlas.places.values() if each.pk == pk), None))


def _public(request: HttpRequest, atlas: Atlas) -> HttpResponse:
    context = {
        "places": offices_by_place(atlas),
        "roles": roles_in_words(),
        "deciders": deciders_in_words(),
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
    }
    return render(request, "offices/public.html", context)


def _listing(request: HttpRequest, atlas: Atlas, place: Place | None) -> HttpResponse:
    if place is None:
        raise Http404
    person, scope = cast(Person, request.user), Scope(place, atlas)
    places = held(scope, person)
    context = {
        "place": str(place),
        "places": places,
        "names_by": explained(place.order, [each["person"] for there in places for each in there["offices"]]),
        "changes": changed(scope),
        "nothing_changed": _nothing_changed(scope),
        "roles": roles_in_words(),
        "deciders": deciders_in_words(),
        "beside": [
            {"name": str(each), "url": reverse("offices:place", args=[each.pk])} for each in scope.beside()
        ],
        "may_propose": bool(deciding_offices(person)),
    }
    return render(request, "offices/offices.html", context)


def _nothing_changed(scope: Scope) -> str:
    """Where nothing did: the page of a union doesn't count the places below it."""
    words = _("Nothing changed at %(place)s, above it or below.")
    if not scope.counts_below:
        words = _("Nothing changed at %(place)s or above it. Each place below has a page of its own.")
    return words % {"place": scope.place}


@login_required
def propose(request: HttpRequest) -> HttpResponse:
    """A proposal in two steps: what is proposed, then whether the right person was found."""
    person = cast(Person, request.user)
    if not deciding_offices(person):
        raise PermissionDenied
    if "walk" in request.POST:
        return _send(request, person)
    draft = ReadAgain.of(request, person)
    if draft and "walk" in draft.typed:
        return _ask_whom(request, person, draft.as_sent(), draft.faults)
    begun = {"place": request.GET.get("place", "")}
    form = asked(request, lambda sent: Propose(sent, person=person, initial=begun), by=person)
    if request.method == "POST" and form.is_valid():
        hits = look_up(
            form.cleaned_data["exactly"], by=person, offices=deciding_offices(person), where="offices.propose"
        )
        if hits:
            walk = _keep(person, form.cleaned_data, [hit.pk for hit in hits])
            return _whom(request, person, said({"walk": walk}))
        form.add_error("exactly", _("Nobody in your places has exactly this. Check it and try again."))
    return shown(request, "offices/propose.html", form, {}, by=person)


def _send(request: HttpRequest, person: Person) -> HttpResponse:
    """Propose it for the person who was chosen among those found."""
    kept = _kept(person, request.POST["walk"])
    if kept is None:
        return _too_long_ago(request)
    form = Whom(request.POST, hits=kept["hits"])
    if not form.is_valid():
        return _whom(request, person, said(request.POST), faults_of(form))
    subject = kept["hits"].get(pk=form.cleaned_data["person"])
    appointment = Appointment(**{name: kept[name] for name in ("role", *DAYS)})
    matter = granting.propose(
        Matter(place=kept["place"], subject=subject, handler=person),
        actor=person,
        key=form.cleaned_data["key"],
        appointment=appointment,
    )
    taken(request, by=person)
    messages.success(request, _("%(name)s was asked to accept the office.") % {"name": subject.name})
    return redirect(address_of(matter))


def _too_long_ago(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("That was too long ago. Please fill it in once more."))
    return redirect("offices:propose")


def _whom(
    request: HttpRequest, person: Person, typed: QueryDict, faults: Faults | None = None
) -> HttpResponse:
    """The way to the question whether the right person was found."""
    led = ReadAgain(typed, faults or []).lead(request, by=person)
    return led or _ask_whom(request, person, typed, faults or [])


def _ask_whom(request: HttpRequest, person: Person, typed: QueryDict, faults: Faults) -> HttpResponse:
    kept = _kept(person, str(typed["walk"]))
    if kept is None:
        return _too_long_ago(request)
    form = Whom(typed, hits=kept["hits"]) if faults else Whom(hits=kept["hits"], initial=typed.dict())
    if faults:
        say(form, faults)
    context = {
        "form": form,
        "office": str(Office(role=kept["role"], place=kept["place"])),
        "days": say_days(Office(**{name: kept[name] for name in DAYS})),
    }
    return render(request, "offices/whom.html", context, status=422 if form.is_bound else 200)


def _keep(person: Person, proposed: dict[str, Any], hits: list[int]) -> str:
    """What was proposed and who was found, signed for this officer, so that nobody can put others in."""
    days = {name: proposed[name].isoformat() for name in DAYS}
    kept = {"by": person.pk, "hits": hits, "role": proposed["role"], "place": proposed["place"].pk, **days}
    return signing.dumps(kept, salt=SALT)


def _kept(person: Person, walk: str) -> dict[str, Any] | None:
    """The same, with its days, its place and the people as they are now; None where it was too long ago."""
    try:
        kept: dict[str, Any] = signing.loads(walk, salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        return None
    if kept["by"] != person.pk:
        return None
    days = {name: date.fromisoformat(kept[name]) for name in DAYS}
    hits = Person.objects.filter(pk__in=kept["hits"], is_active=True).order_by("pk")
    return {**kept, **days, "place": get_object_or_404(Place, pk=kept["place"]), "hits": hits}


@login_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that somebody's office ends before its day."""
    person, office = cast(Person, request.user), _office(pk)
    if office.person_id == person.pk or not decides(person, office.role, office.place.path):
        raise PermissionDenied
    form = Sure(request.POST if request.method == "POST" else None)
    if form.is_valid():
        matter = ending.end_early(office, actor=person, key=form.cleaned_data["key"])
        messages.success(request, _("The proposal lies with a second officer. Its person was told."))
        return redirect(address_of(matter))
    return render(request, "offices/end.html", _asked(office, form))


@login_required
def lay_down(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own office at once."""
    person, office = cast(Person, request.user), _office(pk)
    if office.person_id != person.pk:
        raise PermissionDenied
    form = Sure(request.POST if request.method == "POST" else None)
    if form.is_valid():
        matter = ending.lay_down_own(office, actor=person, key=form.cleaned_data["key"])
        messages.success(request, _("The office has ended."))
        return redirect(address_of(matter))
    return render(request, "offices/lay_down.html", _asked(office, form))


def _office(pk: int) -> Office:
    office: Office = get_object_or_404(Office.objects.current().select_related("person", "place"), pk=pk)
    return office


def _asked(office: Office, form: Sure) -> dict[str, Any]:
    return {"form": form, "office": str(office), "name": office.person.name, "days": say_days(office)}
