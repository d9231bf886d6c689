"""What the desk brings along to the town of the tests: one service, and a member who asks for it."""

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.models import Request, Service, ServiceVersion, Window
from unionhall.rooms.desk.open311 import admission
from unionhall.rooms.desk.procedure import asking

if TYPE_CHECKING:
    from tests.town import Town


def service(code: str, title: str, **fields: Any) -> ServiceVersion:
    """A service on offer, in a window called `general`."""
    window, _new = Window.objects.get_or_create(code="general", defaults={"title": {"en": "General"}})
    made = Service.objects.create(code=code, window=window)
    version = ServiceVersion.objects.create(service=made, number=1, title={"en": title}, **fields)
    made.current = version
    made.save()
    return version


@dataclass
class Furniture:
    """The desk of a town, as `town.desk`."""

    service: ServiceVersion = field(default_factory=lambda: service("transport", "Getting to work"))
    town: "Town" = field(init=False)

    def request(self, **fields: Any) -> Request:
        """A request that was not sent yet."""
        values = {
            "description": "The shuttle bus has not come for three days.",
            "channel": Request.Channel.WEB,
        }
        return Request(service=self.service, **{**values, **fields})

    def ask(self, member: Person | None = None, area: Place | None = None, **arguments: Any) -> Any:
        """A request that the member (or another) has just made, at the north area unless told."""
        asker = member or self.town.member
        matter = asking.new_matter(self.service, area or self.town.north, subject=asker)
        fields = {name: arguments.pop(name) for name in ("description", "channel") if name in arguments}
        return asking.ask(matter, actor=asker, request=self.request(**fields), **arguments)


def forget() -> None:
    """What a process keeps of its services is forgotten, as if it had just begun.

    Outside of tests a service that changes is a new version with a key of its own.
    """
    vars(import_module("unionhall.rooms.desk.catalogue.offered"))["_kept"] = None
    admission._version.cache_clear()
