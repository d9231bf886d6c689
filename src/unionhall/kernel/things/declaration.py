"""What a room says of its things: how they are listed, who reads and who edits them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Generic

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.actors import Hall
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places import tree
from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import Room, room
from unionhall.kernel.things import content
from unionhall.kernel.things.models import Thing

Words = Any  # str or a lazy translation
HIGH = (Place.Kind.FEDERATION, Place.Kind.UNION)

if TYPE_CHECKING:
    from typing_extensions import TypeVar  # which can have a default, as in Python 3.13

    T_co = TypeVar("T_co", bound=Thing, covariant=True, default=Thing)
else:
    from typing import TypeVar

    T_co = TypeVar("T_co", bound=Thing, covariant=True)

_declared: dict[type[Thing], "Things"] = {}


class Readers(Enum):
    """Who reads things. Those of a place are read by its members and by those of the places below it."""

    EDITORS = "editors"
    MEMBERS = "members"
    EVERYBODY = "everybody"


@dataclass(frozen=True, kw_only=True, eq=False)
class Things(Generic[T_co]):
    """The things of one model, declared in a room's `things`; the kernel gives them addresses and pages.

    Attributes:
        address: where the list stands below the room's own address.
        title: of the list. add: what the button says that leads to a new one.
        shows: columns that the list says of each. filters: columns by which it is narrowed.
        grouped_by: a relation whose titles head the parts of the list.
        edited_by: names of the roles that write them, the room's coordinators unless told. A thing of a place
            is edited by who holds one at that place or above it, others by who holds one at a union or
            federation.
        read_by: who reads them.
        form: the form that asks for one, where the columns alone don't say what to ask.
        facts: what the `template` says of a row of content, on its page and in the preview.
        retiring: what follows from that.
    """

    model: type[T_co]
    address: str
    title: Words
    add: Words = _("Add one")
    shows: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    grouped_by: str = ""
    edited_by: tuple[str, ...] = ()
    read_by: Readers = Readers.MEMBERS
    form: type[Any] | None = None
    facts: Callable[[models.Model], Mapping[str, Any]] | None = None
    template: str = "web/things/facts.html"
    retiring: Words = _(
        "Nothing new begins with it any more, and what began goes on. You can bring it back at any time."
    )

    def __post_init__(self) -> None:
        if self.model in _declared:
            raise ValueError(f"{self.model.__name__} is declared twice")
        _declared[self.model] = self

    @property
    def room(self) -> Room:
        return room(self.model._meta.app_label)

    @property
    def name(self) -> str:
        """What its addresses are called, with the room's label before a colon."""
        return self.address.replace("/", "_")

    @property
    def is_versioned(self) -> bool:
        return content.is_versioned(self.model)

    @property
    def has_place(self) -> bool:
        return any(field.name == "place" for field in self.model._meta.fields)

    def offices(self, person: object) -> list[Office]:
        """The person's offices by which they write some of these things."""
        roles = self.edited_by or self.room.coordinated_by
        held = person.current_offices if isinstance(person, Person) else []
        return [each for each in held if each.role in roles and (self.has_place or each.place.kind in HIGH)]

    def may_edit(self, actor: object, *places: Place) -> bool:
        """Whether somebody writes these things, and those of all the places given."""
        held = self.offices(actor)
        reached = all(any(office.reaches(place.path) for office in held) for place in places)
        return isinstance(actor, Hall) or (bool(held) and reached)

    def may_open(self, reader: object) -> bool:
        """Whether somebody reads the list."""
        if self.read_by is Readers.EDITORS:
            return self.may_edit(reader)
        return self.read_by is Readers.EVERYBODY or isinstance(reader, Person)

    def visible_to(self, reader: object) -> QuerySet[T_co]:
        """The things that somebody reads, the retired ones too."""
        things: QuerySet[T_co] = self.model._default_manager.select_related(*self._related())
        if content.is_versioned(self.model):
            things = things.filter(current__isnull=False)
        if not self.may_open(reader):
            return things.none()
        if self.read_by is Readers.EVERYBODY or not self.has_place:
            return things
        return things.filter(self._at_places_of(reader))

    def _at_places_of(self, reader: object) -> Q:
        reached = [Q(place__path__startswith=office.place.path) for office in self.offices(reader)]
        if self.read_by is Readers.MEMBERS and isinstance(reader, Person):
            above = {path for place in reader.own_places() for path in tree.lineage(place.path)}
            reached.append(Q(place__path__in=above))
        return reduce(or_, reached)

    def _related(self) -> Iterator[str]:
        if content.is_versioned(self.model):
            yield "current"
        for field in (*content.fixed(self.model), *content.written(self.model)):
            if isinstance(field, models.ForeignKey):
                yield content.path(self.model, field.name)


def declared() -> list[Things]:
    """The things of all rooms; the longest addresses first, since one may stand below another."""
    return sorted(_declared.values(), key=lambda things: -len(things.address))


def things_of(model: type[Thing]) -> Things:
    """How a room declared the things of that model; LookupError if none did."""
    return _declared[model]
