"""The services that the demo's requests are about."""

from unionhall.rooms.desk.models import Service, ServiceVersion

Offered = dict[str, ServiceVersion]


def offered() -> Offered:
    """What is on offer now, by its code."""
    services = Service.objects.filter(current__isnull=False).select_related("current__service")
    return {service.code: service.current for service in services if service.current}
