"""Which matters a person sees, and the lists they are read in."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Left
from django.utils import timezone

from unionhall.database.questions import Statement, ask
from unionhall.kernel.matters.references import may_be, number_in
from unionhall.kernel.matters.search import below, query, recent
from unionhall.kernel.people.masks import selves_of
from unionhall.kernel.places.tree import is_root, lineage
from unionhall.kernel.rooms import Circle, rooms

if TYPE_CHECKING:
    from unionhall.kernel.people.models import Office, Person
    from unionhall.kernel.places.models import Place


FEW = 500  # matters with the words of a search that are looked at one by one


class MatterQuerySet(models.QuerySet[Any]):
    """Lists of matters, read aloud: `Matter.objects.visible_to(person).open()`."""

    def visible_to(self, person: "Person") -> Self:
        """What a person may open: their own matters, those they handle, those their offices reach, and what
        lies open to them.

        Who was recused from a matter sees no more of it than anybody else.
        """
        return self.filter(seen_by(person))

    def saying(self, asked: str, person: "Person", *, among: str = "", since: int = 0) -> list[Self]:
        """What the person may open and whose own words hold the question, never names or addresses.

        Lists that overlap and together are `visible_to`: each is walked newest first, or by its words,
        where one condition for all of them would read every matter with these words. `among` and `since`
        narrow them to one band of numbers, for the search and for the lists of one person.
        """
        wanted = query(asked)
        if wanted is None:
            return []
        own = self.filter(says(wanted), pk__gte=since) if since else self.filter(says(wanted))
        laid_open = [own.filter(open_to(person))] if opened() else []
        others = [own.filter(handler=person), own.filter(offered_to=person)]
        if paths := [office.place.path for office in person.current_offices if serves(office)]:
            within = "" if any(is_root(path) for path in paths) else below(paths)
            narrowed = " & ".join(part for part in (wanted, among, within) if part)
            others.append(self.filter(says(narrowed), reach(person)))
        return [own.of(person), *laid_open, *(each.exclude(recusals__person=person) for each in others)]

    def newest_saying(self, asked: str, person: "Person", before: int | None) -> Iterator[list[Self]]:
        """`saying` among the newest matters of a large hall, then among more, at last among all of them.

        Whoever needs no more than a page stops early. `before` is the number where the last page ended.
        Few matters that say it are known first and looked at one by one: no guess of the database how many
        there are makes it walk the others.
        """
        few = self._few_saying(asked)
        if few is not None:
            seen = self.visible_to(person).filter(pk__in=few) if few else self.none()
            yield [seen.select_related("handler")]
            return
        newest = before or self.order_by("-pk").values_list("pk", flat=True).first() or 0
        yield from (self.saying(asked, person, among=among, since=since) for among, since in recent(newest))

    def numbered(self, asked: str, person: "Person") -> list[Any]:
        """What the person may open and whose reference this is a part of, if it can be one."""
        number = number_in(asked)
        if number is None:
            return []
        found = self.visible_to(person).filter(pk=number).select_related("handler")
        return [matter for matter in found if may_be(matter.reference, asked)]

    def has_sealed(self, person: "Person") -> bool:
        """Whether the person is a party to something whose words nobody finds, since they are sealed."""
        (found,) = ask(Statement(_SEALED, (list(selves_of(person)),)))
        return bool(found[0][0])

    def _few_saying(self, asked: str) -> list[int] | None:
        """The numbers of all matters with these words, whoever may see them; None where there are many."""
        wanted = query(asked)
        found = ask(Statement(_SAYING, (wanted, FEW + 1)))[0] if wanted else []
        return [pk for (pk,) in found] if len(found) <= FEW else None

    def of(self, person: "Person") -> Self:
        """The matters that a person is a party to."""
        return self.filter(parties__person__in=selves_of(person))

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def closed(self) -> Self:
        return self.filter(closed_at__isnull=False)

    def handled_by(self, person: "Person") -> Self:
        return self.filter(handler=person)

    def offered_to(self, person: "Person") -> Self:
        """What a colleague asked the person to take over, the soonest due first."""
        return self.filter(offered_to=person).order_by("due_at", "pk")

    def within(self, place: "Place") -> Self:
        """Matters at a place or below it, by the index of the place's level."""
        return self.filter(under(place.path))

    def overdue(self, now: datetime | None = None) -> Self:
        return self.open().filter(due_at__lt=now or timezone.now())


# With every search: building the query would take longer than running it.
_SEALED = """
    WITH own AS MATERIALIZED (SELECT matter_id FROM matters_party WHERE person_id = ANY(%s))
    SELECT EXISTS (
        SELECT FROM own JOIN matters_matter matter ON matter.id = own.matter_id
        WHERE matter.sealed AND matter.erased_at IS NULL
    )
"""
_SAYING = "SELECT matter_id FROM matters_wording WHERE search @@ %s::tsquery LIMIT %s"


def says(wanted: str) -> Func:
    """Whether the words of a matter fit a question made by `search.query`."""
    return Func(
        F("wording__search"),
        Value(wanted),
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=models.BooleanField(),
    )


def reach(person: "Person") -> Q:
    """The part of the hall that a person's offices open to them: rooms they serve, below their places."""
    found = Q(pk__in=())
    for office in person.current_offices:
        served = serves(office)
        if served:
            found |= Q(room__in=served) & under(office.place.path)
    return found


def open_to(person: "Person") -> Q:
    """What lies open to a person: to everybody, or to the members of a place and of all below it."""
    found = open_to_everybody()
    if kinds := opened(Circle.MEMBERS):
        above = {path for place in person.own_places() for path in lineage(place.path)}
        for label, kind in kinds:
            found |= Q(room=label, kind=kind, place_path__in=above)
    return found


def open_to_everybody() -> Q:
    """What anybody reads without an account."""
    found = Q(pk__in=())
    for label, kind in opened(Circle.EVERYBODY):
        found |= Q(room=label, kind=kind)
    return found


def opened(*circles: Circle) -> list[tuple[str, str]]:
    """The rooms and kinds of matters that lie open, to these circles or to any."""
    wanted = circles or tuple(Circle)
    return [(room.label, kind) for room in rooms() for kind, circle in room.opens.items() if circle in wanted]


def serves(office: "Office") -> list[str]:
    """Labels of the rooms whose matters an office handles or coordinates."""
    return [room.label for room in rooms() if office.role in room.served_by]


def under(path: str) -> Q:
    """Below a place: the first characters of the path, as the index of that level has them."""
    return Q(models.lookups.Exact(Left("place_path", len(path)), path))


def seen_by(person: "Person") -> Q:
    """The rule of `visible_to`, as a condition."""
    from unionhall.kernel.matters.models import Party, Recusal

    party = Q(Exists(Party.objects.filter(matter=OuterRef("pk"), person__in=selves_of(person))))
    recused = Q(Exists(Recusal.objects.filter(matter=OuterRef("pk"), person=person)))
    served = Q(handler=person) | Q(offered_to=person) | reach(person)
    return party | open_to(person) | (served & ~recused)


class Parties(models.Manager[Any]):
    """Parties with their persons, in the order they came."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().select_related("person").order_by("pk")
