"""The agenda of a meeting: written before it is called, added to as long as it isn't over."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.fingerprints import fingerprint
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Choice, Line, Number, Paper, Row, Wrong
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.meeting import agenda
from unionhall.rooms.assembly.meeting.rules import share_of
from unionhall.rooms.assembly.models import Item, ItemPaper
from unionhall.rooms.assembly.models.motions import Subject
from unionhall.rooms.assembly.procedure.meetings import meetings, prepares

FRONTLINE = "assembly.presidium_frontline"
BEFORE, STILL = ("planned", "called"), ("planned", "called", "sitting")
MOST, LONGEST = 300, 600  # items, minutes
WAYS = {
    "up": _("One place up"),
    "down": _("One place down"),
    "under": _("Below the item above it"),
    "out": _("Beside the item that it is below"),
}


def _items(matter: Matter, actor: Actor) -> Iterator[tuple[Item, Any]]:
    found = Item.objects.filter(meeting=matter) if matter.pk else Item.objects.none()
    return ((item, f"{item.number}. {item.name}") for item in found.order_by("number"))


ITEM = Row(label=_("Which item?"), among=_items)
SAYS = {
    "name": Line(label=_("What is it about?")),
    "kind": Choice(label=_("Of what kind is it?"), among=lambda matter, actor: Item.Kind.choices),
    "subject": Choice(
        label=_("What would be decided on it?"),
        help=_("This says by which majority, and whether in secret. Of a motion its own subject counts."),
        among=lambda matter, actor: Subject.choices,
    ),
    "minutes": Number(label=_("How many minutes will it take?"), least=1, most=LONGEST),
    "presented_by": Line(
        label=_("Which office presents it?"),
        help=_("An office, such as the treasurer, and no name."),
        required=False,
        longest=80,
    ),
}


@meetings.move(
    source=STILL,
    target=None,
    allowed=prepares,
    title=_("Add an item to the agenda"),
    sentence=_("{actor} added item {item} to the agenda."),
    asks=SAYS,
    tells=False,
    style="rare",
)
def write_item(
    matter: Matter,
    *,
    actor: Person,
    name: str,
    kind: str,
    minutes: int,
    subject: str = Subject.OTHER,
    presented_by: str = "",
) -> dict[str, Any]:
    """It stands last at first. Its number stays the same wherever you move it."""
    if Item.objects.filter(meeting=matter).count() >= MOST:
        raise Wrong(_("An agenda holds 300 items at most."))
    number = agenda.last_number(matter) + 1
    matter.meeting.last_item = number
    current().add(
        Item(
            meeting=matter,
            number=number,
            position=agenda.next_position(matter, None),
            name=name,
            kind=kind,
            subject=subject,
            minutes=minutes,
            presented_by=presented_by,
        )
    )
    return {"item": number}


@meetings.move(
    source=STILL,
    target=None,
    allowed=prepares,
    title=_("Change an item"),
    sentence=_("{actor} changed item {item} of the agenda."),
    asks={"item": ITEM, **SAYS},
    tells=False,
    style="rare",
)
def change_item(  # noqa: PLR0913 - what is asked of an item
    matter: Matter,
    *,
    actor: Person,
    item: Item,
    name: str,
    kind: str,
    minutes: int,
    subject: str = Subject.OTHER,
    presented_by: str = "",
) -> dict[str, Any]:
    """Every member of the place reads it as you write it now."""
    is_bound = _is_bound(item) or item.minutes_of_id is not None
    if is_bound and kind != item.kind:
        raise Wrong(_("What hangs on it says of what kind it is. Leave that as it is."), question="kind")
    item.name, item.kind, item.minutes, item.presented_by = name, kind, minutes, presented_by
    item.subject = item.subject if is_bound else subject
    current().save(item)
    return {"item": item.number}


def _is_bound(item: Item) -> bool:
    """Whether motions are decided by it, which say the rest."""
    return item.motion_id is not None or bool(item.bundle.exists())


@meetings.move(
    source=STILL,
    target=None,
    allowed=prepares,
    title=_("Move an item"),
    sentence=_("{actor} moved item {item} of the agenda."),
    asks={
        "item": ITEM,
        "way": Choice(label=_("Where to?"), among=lambda matter, actor: list(WAYS.items())),
    },
    tells=False,
    style="rare",
)
def shift_item(matter: Matter, *, actor: Person, item: Item, way: str) -> dict[str, Any]:
    """What stands below an item goes with it."""
    moved = agenda.shifted(matter, item, way)
    if not moved:
        raise Wrong(_("The item can't go there. Look where it stands now."), question="way")
    current().save(*moved)
    return {"item": item.number}


@meetings.move(
    source=BEFORE,
    target=None,
    allowed=prepares,
    title=_("Take an item out"),
    sentence=_("{actor} took item {item} out of the agenda."),
    asks={"item": ITEM},
    tells=False,
    style="rare",
)
def take_out_item(matter: Matter, *, actor: Person, item: Item) -> dict[str, Any]:
    """Its number is not used again. What stands below it must be moved first; its papers stay on file."""
    if _is_bound(item) or item.secret_votes.exists():
        raise Wrong(
            _("A motion or a secret vote hangs on it. Take the motion off the agenda, or leave it."),
            question="item",
        )
    if item.children.exists():
        raise Wrong(_("Other items stand below it. Move or take out those first."), question="item")
    matter.meeting.last_item = agenda.last_number(matter)
    current().delete(item)
    return {"item": item.number}


@meetings.move(
    source=STILL,
    target=None,
    allowed=prepares,
    title=_("Add a paper to an item"),
    sentence=_("{actor} added a paper to item {item}."),
    asks={"item": ITEM, "file": Paper(label=_("A picture, a PDF, an OFD or a text, 10 MB at most"))},
    tells=False,
    style="rare",
)
def enclose(matter: Matter, *, actor: Person, item: Item, file: CleanFile) -> dict[str, Any]:
    """Every member of the place can open it. Its maker and place are taken out, unless it is signed."""
    row = storage.keep(matter, file, added_by=actor)
    current().add(row)
    current().add(ItemPaper(item=item, file=row))
    return {"item": item.number, "file": fingerprint(matter, row.sha256, f"file {row.uid}")}


@meetings.move(
    source=STILL,
    target=None,
    allowed=prepares,
    title=_("Say who leads it"),
    sentence=_("{actor} attested the presidium: {presidium} members, {frontline} of them frontline workers."),
    asks={
        "presidium": Number(label=_("How many are in the presidium?"), least=1, most=999),
        "frontline": Number(
            label=_("How many of them work at the front line?"),
            help=_("As the committee attests. Only the two numbers are kept, and of nobody which they are."),
            most=999,
        ),
    },
    tells=False,
)
def attest_presidium(matter: Matter, *, actor: Person, presidium: int, frontline: int) -> dict[str, Any]:
    """Two numbers that the committee attests; nothing is kept of any one of them."""
    if frontline > presidium:
        raise Wrong(_("These are more than there are in the presidium."), question="frontline")
    share = share_of(rule_for(matter, FRONTLINE))
    if not share.is_met(frontline, presidium):
        told = {"needed": share.needed(presidium), "of": presidium, "source": share.source}
        raise Wrong(
            _now("At least %(needed)d of %(of)d must be frontline workers (%(source)s).") % told,
            question="frontline",
        )
    matter.meeting.presidium, matter.meeting.frontline = presidium, frontline
    return {"presidium": presidium, "frontline": frontline}
