"""At the counter: a mediator or a chair writes a dispute down as it is told."""

from collections.abc import Iterable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.looking_up import look_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.mediation import procedure
from unionhall.rooms.mediation.apps import CHAIR, MEDIATOR
from unionhall.rooms.mediation.forms.beginning import CounterForm
from unionhall.rooms.mediation.forms.fields import open_places
from unionhall.rooms.mediation.views.beginning import places_of, receipt, receipt_code

SALT, FRESH = "mediation.counter", 3600  # seconds that a look-up holds


@never_cache
@login_required
def counter(request: HttpRequest) -> HttpResponse:
    """The questions, then the person if one is named, then the dispute; what was typed is kept throughout."""
    officer = cast(Person, request.user)
    offices = [each for each in officer.current_offices if each.role in (MEDIATOR, CHAIR)]
    if not offices:
        raise PermissionDenied
    form = _form(offices, officer, request.POST or None)
    if not form.is_valid():
        return _questions(request, form, status=422 if form.is_bound else 200)
    exactly = form.cleaned_data["exactly"]
    if not exactly or "person" in form.fields:
        return _taken_down(request, officer, offices, form)
    hits = look_up(exactly, by=officer, offices=offices, where=SALT)
    if not hits:
        form.add_error("exactly", _("Nobody in your places has exactly this. Check it, or leave it empty."))
        return _questions(request, form, status=422)
    asking = {**request.POST.dict(), "found": _sealed(officer, exactly, hits)}
    return _questions(request, CounterForm(initial=asking, reached=_reached(offices), hits=hits))


def _form(offices: list[Office], officer: Person, sent: Any) -> CounterForm:
    """The form; with the persons whom this officer's look-up found, if it was of the same words."""
    hits = _opened(officer, sent) if sent else None
    return CounterForm(sent, reached=_reached(offices), hits=hits)


def _sealed(officer: Person, exactly: str, hits: Iterable[Person]) -> str:
    return signing.dumps([officer.pk, exactly, [each.pk for each in hits]], salt=SALT)


def _opened(officer: Person, sent: Any) -> list[Person] | None:
    try:
        by, exactly, found = signing.loads(sent.get("found", ""), salt=SALT, max_age=FRESH)
    except signing.BadSignature:
        return None
    if (by, exactly) != (officer.pk, sent.get("exactly", "").strip()):
        return None
    return list(Person.objects.filter(pk__in=found, is_active=True).order_by("pk"))


def _reached(offices: list[Office]) -> list[Place]:
    return [place for place in open_places() if any(office.reaches(place.path) for office in offices)]


def _questions(request: HttpRequest, form: CounterForm, status: int = 200) -> HttpResponse:
    return render(request, "mediation/counter.html", {"form": form}, status=status)


def _taken_down(
    request: HttpRequest, officer: Person, offices: list[Office], form: CounterForm
) -> HttpResponse:
    subject = form.subject_person
    place = form.cleaned_data["place"] or _place_of(subject, offices)
    matter = procedure.new_matter(form.cleaned_data["subject"], place, subject=subject)
    code = "" if subject else digest_of(receipt_code(form))
    told: Matter = procedure.take_down(
        matter, actor=officer, dispute=form.dispute(), receipt=code, key=form.cleaned_data["key"]
    )
    if subject is None:
        return receipt(request, told, form)
    words = {"reference": told.reference, "name": subject.name}
    messages.success(request, _("%(reference)s was sent, and %(name)s was told.") % words)
    return redirect(address_of(told) if told.is_visible_to(officer) else request.path)


def _place_of(subject: Person | None, offices: list[Office]) -> Place:
    """The lowest place of the member where the officer serves; the look-up found them through one."""
    assert subject is not None
    own = (place for place in places_of(subject) if any(each.reaches(place.path) for each in offices))
    return next(own, offices[0].place)
