"""Member numbers: a prefix and the next running number; nothing about a person stands in them."""

from collections.abc import Set

from unionhall.kernel.people.models import Person
from unionhall.rooms.register.models import Numbering

AT_ONCE = 1_000


def locked() -> Numbering:
    """The series, held until the end of the transaction, so that two new members come one after the other."""
    series, _new = Numbering.objects.select_for_update().get_or_create(pk=1)
    return series


def take(series: Numbering) -> str:
    """The next number that nobody has, such as `M000401`; numbers that a file brought are passed over."""
    return take_several(series, 1)[0]


def take_several(series: Numbering, count: int, *, besides: Set[str] = frozenset()) -> list[str]:
    """The next so many, none of them among those that a file names."""
    found: list[str] = []
    while len(found) < count:
        end = series.upcoming + min(count - len(found), AT_ONCE)
        some = [series.written(running) for running in range(series.upcoming, end)]
        taken = besides | set(Person.objects.filter(number__in=some).values_list("number", flat=True))
        found += [number for number in some if number not in taken]
        series.upcoming = end
    series.save(update_fields=["upcoming"])
    return found


def example() -> str:
    """What a member number looks like."""
    return str(Numbering.objects.filter(pk=1).first() or Numbering())
