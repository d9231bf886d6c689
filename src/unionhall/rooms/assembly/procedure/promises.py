"""A promise to the members: kept by an office until its day, with what shows it, or dropped with a reason."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures import limits
from unionhall.kernel.procedures.asks import Day, Line, Row
from unionhall.kernel.procedures.customs.going_up import ESCALATED, escalating, reminding
from unionhall.kernel.procedures.declaration import Beginning, Limit, Procedure, State, Text
from unionhall.kernel.procedures.predicates import holds, is_handler, is_member_here
from unionhall.kernel.procedures.states import reminder
from unionhall.rooms.assembly.apps import MANAGEMENT, PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.between import sources
from unionhall.rooms.assembly.between.owners import to_management, to_presidium
from unionhall.rooms.assembly.models import PublicPromise

DAY = "assembly.promise_day"

promises = Procedure(
    "assembly",
    kind="promise",
    detail=PublicPromise,
    start="promised",
    line=("promised", "kept"),
    states={
        "promised": State(
            _("Promised"),
            _("The office that promised it keeps it until its day, and says here how it goes."),
            limits=(
                Limit(
                    DAY,
                    overdue="escalate",
                    act=_("keep it"),
                    on_day=True,
                    ahead=(reminder("assembly.promise_ahead", overdue="remind"),),
                ),
            ),
        ),
        "kept": State(
            _("Promise kept"), _("Read what shows it. If it is not done, say so, and it is open again."),
            final=True,
        ),
        "dropped": State(
            _("Dropped"), _("Read why. You can say that it must be kept, and it is open again."), final=True,
            after="promised",
        ),
    },
)  # fmt: skip
OPEN = ("promised", ESCALATED)
KEEPS = is_handler | holds(MANAGEMENT)


def _sources(matter: Matter, actor: Actor) -> Iterable[tuple[Matter, Any]]:
    return sources.named(sources.recent(matter.place_path))


@promises.opening(
    allowed=holds(MANAGEMENT, PRESIDIUM, SECRETARY),
    title=_("Write down a promise"),
    sentence=_("{actor} wrote down what was promised."),
    asks={
        "promised": Line(label=_("What is promised?")),
        "owner": Line(
            label=_("Which office keeps it?"), longest=80, help=_("An office, such as the canteen; no name.")
        ),
        "until": Day(label=_("Until which day?"), is_ahead=True),
        "source": Row(label=_("Where was it promised?"), among=_sources),
    },
)
def promise(
    matter: Matter, *, actor: Person, promised: str, owner: str, until: date, source: Matter
) -> Beginning:
    """Every member of the place reads it on the board of promises, and whether it is kept in time."""
    matter.place = source.place
    matter.move_to(source.place)
    to_management(matter)
    limits.until(matter, DAY, until)
    made = PublicPromise(promised=promised, owner=owner, until=until, at_first=until, source=source)
    return Beginning(made, words=promised)


@promises.move(
    source=OPEN,
    target=None,
    allowed=KEEPS,
    title=_("Say how it goes"),
    sentence=_("{actor} says how it goes."),
    text=Text(_("What is done so far, and what shows it")),
)
def report_progress(matter: Matter, *, actor: Person) -> None:
    """In words, and with pictures or papers that show it."""


@promises.move(
    source=OPEN,
    target="kept",
    allowed=KEEPS,
    title=_("Say that it is kept"),
    sentence=_("{actor} says that the promise is kept."),
    text=Text(_("What was done, and what shows it")),
    style="main",
    tells_members=True,
)
def keep_promise(matter: Matter, *, actor: Person) -> None:
    """Every member of the place is told. A member who sees that it is not done opens it again."""


@promises.move(
    source=OPEN,
    target="dropped",
    allowed=KEEPS,
    title=_("Drop it"),
    sentence=_("{actor} says that the promise is not kept, and why."),
    text=Text(_("Why it is not kept, and what comes in its place")),
    style="danger",
    tells_members=True,
    undone_by=("say_not_done",),
)
def drop_promise(matter: Matter, *, actor: Person) -> None:
    """It stays on the board, with the reason. Every member of the place is told, and can say no."""


@promises.move(
    source=ESCALATED,
    target="promised",
    allowed=holds(PRESIDIUM),
    title=_("Agree on a new day"),
    sentence=_("{actor} agreed on a new day; {handler} keeps it until then."),
    asks={"until": Day(label=_("Until which day?"), is_ahead=True)},
    text=Text(_("Why it took longer, and what was agreed")),
)
def set_new_day(matter: Matter, *, actor: Person, until: date) -> dict[str, Any]:
    """It stays late by the day that was promised at first: the board says by how long."""
    said = to_management(matter)
    matter.publicpromise.until = until
    limits.until(matter, DAY, until, state="promised")
    return dict(said)


@promises.move(
    source=("kept", "dropped"),
    target=ESCALATED,
    allowed=is_member_here,
    title=_("Say that it is not done"),
    sentence=_("A member says that it is not done. {handler} looks at it."),
    text=Text(_("What is not done")),
    tells_members=True,
)
def say_not_done(matter: Matter, *, actor: Person) -> dict[str, Any]:
    """It is open again, with whoever leads the congress."""
    return dict(to_presidium(matter))


escalate = escalating(
    promises, "assembly.escalated", source=("promised",), act=_("see that it is kept"), up=to_presidium
)
remind = reminding(promises, source=("promised",))
