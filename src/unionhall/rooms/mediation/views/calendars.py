"""The meetings of a person in their own calendar, at an address that only they know."""

from collections.abc import Iterable
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.appointments import Appointment
from unionhall.kernel.contract import Appointments
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.calendars import TYPE, calendar_of
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import parts
from unionhall.kernel.web import errors, guests
from unionhall.kernel.web.sealed import check_is_self
from unionhall.rooms.mediation.agenda import feeds, meetings
from unionhall.rooms.mediation.models import Feed

WRONG_AN_HOUR = 60


@never_cache
@login_required
def calendar(request: HttpRequest) -> HttpResponse:
    """Make the address, which is shown once, or end it."""
    person = cast(Person, request.user)
    address = ""
    if "begin" in request.POST:
        check_is_self(request, person)
        secret = feeds.begin(person)
        address = settings.HALL_ADDRESS + reverse("mediation:feed", args=[secret])
    elif "end" in request.POST:
        feeds.end(person)
    has_one = Feed.objects.filter(person=person).exists()
    return render(request, "mediation/calendar.html", {"address": address, "has_one": has_one})


@never_cache
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings behind a secret address, of the whole hall: titles, times, places or links."""
    person = feeds.reader_of(secret)
    if person is None:
        if not guests.is_within(request, "mediation.feed", hourly=WRONG_AN_HOUR):
            return errors.page(request, 429)
        raise Http404
    with translation.override(person.language):
        return _as_file(_all_of(person))


def as_calendar(matters: Iterable[Matter]) -> HttpResponse:
    """The meetings of those disputes as a file."""
    return _as_file(meetings.appointments(matters))


def _all_of(person: Person) -> list[Appointment]:
    """The meetings of the person in every part of the hall that has some."""
    asked = (Appointments.of(part) for part in parts())
    return [each for found in asked if found for each in found.of_person(person)]


def _as_file(found: list[Appointment]) -> HttpResponse:
    answer = HttpResponse(calendar_of(found, _("Meetings")), content_type=f"{TYPE}; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="meetings.ics"'
    return answer
