"""The places of the union and who answers there, as every member may read."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from unionhall.kernel.api.shapes import Number, Officer, PlaceAnswers, Places, PlaceShape
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.answers import Answers

router = Router(tags=["places"])


@router.get("/places", response=Places, summary="All open places")
def list_places(request: HttpRequest) -> Places:
    """In the order of the tree, each after the one it belongs to."""
    places = sorted(current_atlas().places.values(), key=lambda place: place.path)
    return Places(places=[PlaceShape(**_shape(place)) for place in places])


@router.get("/places/{number}", response=PlaceAnswers, summary="One place, and who answers there")
def read_place(request: HttpRequest, number: Number) -> PlaceAnswers:
    """Officers are named by their office; members are never listed."""
    place = get_object_or_404(Place.objects.open(), pk=number)
    answers = Answers.today()
    return PlaceAnswers(
        **_shape(place),
        address=place.address,
        contact=place.contact,
        telephone=place.telephone,
        hours=str(place.hours),
        urgent=str(place.urgent),
        officers=[Officer(name=line["name"], office=str(line["office"])) for line in answers.nearby(place)],
        above=answers.above(place),
    )


def _shape(place: Place) -> dict[str, Any]:
    return {"id": place.pk, "kind": place.kind, "name": str(place), "parent": place.parent_id}
