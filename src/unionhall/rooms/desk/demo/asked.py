"""What the demo asks before each of its acts."""

from unionhall.database.questions import Gap, Question, ask
from unionhall.kernel.matters.models import Matter

REQUEST = Question(
    lambda: Matter.objects.select_related("handler", "subject", "request").filter(pk=Gap("matter"))
)


def as_it_is(opened: int) -> Matter:
    """A request as the last act, or the clock, left it."""
    [[found]] = ask(REQUEST(matter=opened))
    matter: Matter = found
    return matter
