"""Where other pages lead to somebody's proposal for an office."""

from urllib.parse import urlencode

from django.urls import reverse

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.offices.procedure.deciding import deciding_offices


def proposing_at(person: Person, place: Place) -> str:
    """The form with the place chosen, for whoever decides on offices there."""
    if not any(office.reaches(place.path) for office in deciding_offices(person)):
        return ""
    return f"{reverse('offices:propose')}?{urlencode({'place': place.pk})}"
