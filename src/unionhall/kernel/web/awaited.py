"""What a matter waits for, as its page says it."""

from collections.abc import Iterable, Iterator

from unionhall.kernel.contract import Awaiting, Settling
from unionhall.kernel.matters.awaited import Awaited
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import parts
from unionhall.kernel.web.reader import Reader


def awaited(rows: Iterable[Awaited], reader: Reader) -> list[Awaiting]:
    """What is not settled yet, in the words of the instruments that settle it."""
    person = reader.actor if isinstance(reader.actor, Person) else None
    return [found for row in rows for found in _of(row, person)]


def _of(row: Awaited, person: Person | None) -> Iterator[Awaiting]:
    for part in parts():
        if (settling := Settling.of(part)) and (found := settling.awaited(row.stream, person)):
            yield found
