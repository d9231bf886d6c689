"""A service as a door that one can open."""

from django.urls import reverse

from unionhall.kernel.contract import Offer
from unionhall.kernel.rooms import room
from unionhall.rooms.desk.models import ServiceVersion


def offer_of(version: ServiceVersion, url: str = "") -> Offer:
    """What the service is called and is for, and where one asks for it."""
    address = url or reverse("desk:service", args=[version.service.code])
    return Offer(version.title, version.description, address, room("desk").title)
