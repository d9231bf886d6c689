"""What is asked of a matter with every page and every move, see `questions`."""

from collections.abc import Iterable

from unionhall.database.questions import Gap, Question
from unionhall.kernel.matters.models import Awaited, Deadline, File, Matter, Message, Party, Recusal

SEATS = Question(lambda: Party.objects.filter(matter=Gap("matter")))
RECUSED = Question(lambda: Recusal.objects.filter(matter=Gap("matter")))
LIMITS = Question(lambda: Deadline.objects.filter(matter=Gap("matter")).order_by("pk"))
MESSAGES = Question(lambda: Message.objects.filter(matter=Gap("matter")))
FILES = Question(lambda: File.objects.filter(matter=Gap("matter")).order_by("pk"))
AWAITED = Question(lambda: Awaited.objects.filter(matter=Gap("matter"), settled_at=None).order_by("pk"))


def take_seats(matter: Matter, seats: list[Party], recused: Iterable[Recusal]) -> None:
    """Let the matter know its people, who were read with it."""
    for seat in seats:
        seat.matter = matter
    matter.seats = seats
    matter.recused = {each.person_id for each in recused}
