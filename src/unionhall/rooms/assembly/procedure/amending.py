"""Another wording of a paragraph: proposed by a delegate, accepted by the proposer, or decided by vote."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.asks import Choice, Row, Story, Wrong
from unionhall.kernel.procedures.predicates import predicate
from unionhall.kernel.procedures.work import current
from unionhall.rooms.assembly.meeting.decided import is_being_decided
from unionhall.rooms.assembly.models import Amendment, Version
from unionhall.rooms.assembly.procedure.delegates import is_delegate, is_proposer, seat_of
from unionhall.rooms.assembly.procedure.motions import motions
from unionhall.rooms.assembly.wording.paragraphs import (
    BEFORE_ALL,
    Change,
    Paragraph,
    amended,
    excludes,
    standing,
)

OPEN, SHOWN = ("filed", "on_agenda"), 60
Stands, Way = Amendment.Stands, Amendment.Way


def text_of(matter: Matter) -> list[Paragraph]:
    """The text as it stands now, those that were struck included."""
    return [Paragraph(*each) for each in matter.versions.latest("number").paragraphs]


def change_of(amendment: Amendment) -> Change:
    return Change(amendment.paragraph, amendment.way, amendment.text)


def _paragraphs(matter: Matter, actor: Actor) -> list[tuple[str, Any]]:
    """Those that stand, by their number in the text and how they begin."""
    found = [(str(BEFORE_ALL), str(_("Before the first paragraph")))]
    for place, each in enumerate(standing(text_of(matter)), 1):
        found.append((str(each.number), f"{place}. {each.words[:SHOWN]}"))
    return found


@motions.move(
    source=OPEN,
    target=None,
    allowed=is_delegate,
    title=_("Propose an amendment"),
    sentence=_("The delegate of seat {seat} proposed amendment {number}."),
    asks={
        "paragraph": Choice(label=_("To which paragraph?"), among=_paragraphs),
        "way": Choice(label=_("What is to be done with it?"), among=lambda matter, actor: Way.choices),
        "words": Story(
            label=_("The new words"),
            required=False,
            help=_("As the paragraph is to read. To strike it, leave this empty."),
        ),
    },
)
def amend(matter: Matter, *, actor: Person, paragraph: str, way: str, words: str = "") -> dict[str, Any]:
    """You propose it by your seat. The proposer of the motion accepts it, or the congress votes on it."""
    _not_while_voting(matter)
    mandate = seat_of(matter, actor)
    assert mandate is not None
    change = Change(int(paragraph), way, words)
    _check(change, text_of(matter))
    amendment = Amendment(
        matter=matter,
        number=matter.amendments.count() + 1,
        mandate=mandate,
        seat=mandate.seat,
        paragraph=change.paragraph,
        way=way,
        text="" if way == Way.STRIKE else words,
    )
    current().add(amendment)
    return {"seat": mandate.seat, "number": amendment.number}


def _check(change: Change, text: list[Paragraph]) -> None:
    words = {each.number: each.words for each in text}.get(change.paragraph)
    if change.way != Way.AFTER and change.paragraph == BEFORE_ALL:
        raise Wrong(_("Choose the paragraph that is meant. Here one can only insert."), question="paragraph")
    if change.way != Way.STRIKE and not change.words.strip():
        raise Wrong(_("Write how it is to read."), question="words")
    if change.way == Way.STRIKE and change.words.strip():
        raise Wrong(
            _("To strike a paragraph, leave this empty. To change it, put other words in its place."),
            question="words",
        )
    if change.way == Way.REPLACE and words == change.words.strip():
        raise Wrong(_("This is how it reads already."), question="words")


def _open(matter: Matter, actor: Actor) -> list[tuple[Amendment, Any]]:
    found = matter.amendments.filter(stands=Stands.OPEN).order_by("number")
    return [(each, _("Amendment %(number)d") % {"number": each.number}) for each in found]


def _own(matter: Matter, actor: Actor) -> list[tuple[Amendment, Any]]:
    return [(each, words) for each, words in _open(matter, actor) if each.mandate.person == actor]


@predicate("there are amendments to decide")
def has_open(matter: Matter, actor: Actor) -> bool:
    return matter.pk is not None and bool(_open(matter, actor))


@predicate("who proposed an amendment", needs_party=True)
def has_own(matter: Matter, actor: Actor) -> bool:
    return matter.pk is not None and bool(_own(matter, actor))


@motions.move(
    source=OPEN,
    target=None,
    allowed=is_proposer & has_open,
    title=_("Accept an amendment"),
    sentence=_("Its proposer accepted amendment {number}. The text is another now."),
    asks={"amendment": Row(label=_("Which one?"), among=_open)},
)
def accept_amendment(matter: Matter, *, actor: Person, amendment: Amendment) -> dict[str, Any]:
    """The text of your motion changes. What can't stand beside it falls."""
    _not_while_voting(matter)
    adopt_text(matter, amendment, Stands.ACCEPTED)
    return {"number": amendment.number}


@motions.move(
    source=OPEN,
    target=None,
    allowed=is_delegate & has_own,
    title=_("Withdraw an amendment"),
    sentence=_("Amendment {number} was withdrawn."),
    asks={"amendment": Row(label=_("Which one?"), among=_own)},
)
def withdraw_amendment(matter: Matter, *, actor: Person, amendment: Amendment) -> dict[str, Any]:
    """Your amendment is not decided any more."""
    _not_while_voting(matter)
    amendment.stands = Stands.WITHDRAWN
    current().save(amendment)
    return {"number": amendment.number}


def adopt_text(matter: Matter, amendment: Amendment, stands: Amendment.Stands) -> None:
    """The next version of the text; call it from a body.

    1. Work it out.  2. Keep it beside those before.  3. Note the amendment, and let those fall that put
    something else in the place of the same paragraph.
    """
    change, newest = change_of(amendment), matter.versions.latest("number")
    following = amended(text_of(matter), change)
    version = Version(
        matter=matter, number=newest.number + 1, paragraphs=following, amendment=amendment.number
    )
    amendment.stands = stands
    others = matter.amendments.filter(stands=Stands.OPEN).exclude(pk=amendment.pk)
    fallen = [each for each in others if excludes(change, change_of(each))]
    for each in fallen:
        each.stands = Stands.OVERTAKEN
    current().add(version)
    current().save(amendment, *fallen)


def _not_while_voting(matter: Matter) -> None:
    if is_being_decided(matter):
        raise Wrong(
            _("The congress is voting on it now. Ask the chair to break the vote off, or wait for its end.")
        )
