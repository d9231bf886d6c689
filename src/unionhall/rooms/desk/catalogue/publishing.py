"""Changing the catalogue: a change is a new version, and requests keep the one they began with."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.models import Service, ServiceVersion


def publish(service: Service, *, by: Person | None, **content: Any) -> ServiceVersion:
    """Put a new version of a service on offer; its row is locked, so that two editors get two numbers.

    Args:
        content: fields of `ServiceVersion`; what is left out has its default, not the last version's words.
    """
    with transaction.atomic():
        locked = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
        last = locked.versions.order_by("-number").values_list("number", flat=True).first()
        version = ServiceVersion.objects.create(service=locked, number=(last or 0) + 1, made_by=by, **content)
        locked.current = version
        locked.save(update_fields=["current"])
    return version


def retire(service: Service) -> None:
    """Take no new requests for it; running ones go on as they began."""
    Service.objects.filter(pk=service.pk, retired_on=None).update(retired_on=timezone.localdate())


def bring_back(service: Service) -> None:
    """Offer it again, as it was last."""
    Service.objects.filter(pk=service.pk).update(retired_on=None)
