"""Member numbers: a prefix and the next running number; nothing about a person stands in them."""

from unionhall.kernel.people.models import Person
from unionhall.rooms.register.models import Numbering


def locked() -> Numbering:
    """The series, held until the end of the transaction, so that two new members come one after the other."""
    series, _new = Numbering.objects.select_for_update().get_or_create(pk=1)
    return series


def take(series: Numbering) -> str:
    """The next number that nobody has, such as `M000401`; numbers that a file brought are passed over."""
    while True:
        number = str(series)
        series.upcoming += 1
        if not Person.objects.filter(number=number).exists():
            series.save(update_fields=["upcoming"])
            return number


def example() -> str:
    """What a member number looks like."""
    return str(Numbering.objects.filter(pk=1).first() or Numbering())
