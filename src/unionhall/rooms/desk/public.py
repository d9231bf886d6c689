"""What everybody reads of single requests: those of public services, listed for programs (Open311)."""

from django.db.models import Q

from unionhall.rooms.desk.models import Service


def matters() -> Q:
    """Those of services that were public in every version, and those that began with a public version."""
    always = Service.objects.filter(versions__public=True).exclude(versions__public=False)
    return Q(kind__in=always.values("code")) | Q(request__service__public=True)
