"""The open vote as a page, a phone in the hall and the projector show it, and what each reader can do."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.instruments.ballot.models import RollEntry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.assembly.meeting.decided import BETWEEN, OF
from unionhall.rooms.assembly.meeting.log import following
from unionhall.rooms.assembly.models import Entitled, JointDecision, Log, Motion, SecretVote, Voice
from unionhall.rooms.assembly.procedure.delegates import named
from unionhall.rooms.assembly.procedure.meetings import leads, prepares
from unionhall.rooms.assembly.showing.shares import WAYS, share_in_words
from unionhall.rooms.assembly.sitting.sitting import How, Sitting, Vote
from unionhall.rooms.assembly.voting.by_name import in_the_room

CHOICES = Voice.Choice.choices


def open_vote(meeting: Matter, person: Person | None) -> dict[str, Any] | None:
    """The open vote for `assembly/vote.html`, as this reader sees it; None where none is open.

    Without a person, as on the projector, nobody can do anything.
    """
    with following(Log.objects.get(pk=meeting.pk)) as sitting:
        vote, rules = sitting.vote, dict(sitting.rules)
    if vote is None:
        return None
    shown = {
        "number": vote.number,
        "question": question(meeting, vote),
        "how": str(vote.how),
        "way": WAYS[vote.how],
        "majority": share_in_words(rules[vote.rule]),
        **(_by_name(meeting, vote) if vote.how == How.NAMES else {}),
        **(_by_hands(vote) if vote.how == How.HANDS else {}),
    }
    return shown | _acts(meeting, vote, person) if person else shown


def question(meeting: Matter, vote: Vote) -> str:
    """What is voted on: the motions by their names, an amendment by its number, or the item."""
    return questions(meeting, [vote])[vote.number]


def questions(meeting: Matter, votes: Iterable[Vote]) -> dict[int, str]:
    """The same of several votes, by their numbers, in two queries, with joint decisions in three."""
    asked = list(votes)
    pks = {named(each.partition(OF)[0]) for vote in asked for each in _parts(vote)}
    names = {pk: each.name for pk, each in Motion.objects.in_bulk(pks).items()}
    if joint := pks - names.keys():
        names |= {pk: each.title for pk, each in JointDecision.objects.in_bulk(joint).items()}
    items = dict(meeting.items.values_list("number", "name"))
    return {
        vote.number: _("; ").join(_said(each, names) for each in _parts(vote)) or items[vote.item]
        for vote in asked
    }


def _parts(vote: Vote) -> list[str]:
    return [each for each in vote.about.split(BETWEEN) if each]


def _said(about: str, names: Mapping[int, str]) -> str:
    reference, _stroke, amendment = about.partition(OF)
    name = names[named(reference)]
    if amendment:
        return _("Amendment %(number)s of “%(name)s”") % {"number": amendment, "name": name}
    return name


def _by_name(meeting: Matter, vote: Vote) -> dict[str, Any]:
    """How many said what so far, and who, by seat: it is an open vote."""
    said = Voice.objects.filter(meeting=meeting, vote=vote.number).select_related("mandate__person")
    voices = [
        {"seat": each.seat, "name": str(each.mandate.person.name), "choice": each.get_choice_display()}
        | {"key": each.choice}
        for each in said.order_by("seat")
    ]
    tally = [
        {"label": label, "count": sum(each["key"] == choice for each in voices)} for choice, label in CHOICES
    ]
    silent = Entitled.objects.filter(meeting=meeting).count() - len(voices)
    return {"voices": voices, "tally": [*tally, {"label": _("Nothing yet"), "count": silent}]}


def _by_hands(vote: Vote) -> dict[str, Any]:
    """What tellers entered, and whether they differ."""
    entered = [
        {"seat": seat, "yes": yes, "no": no, "abstained": abstained}
        for seat, (yes, no, abstained) in sorted(vote.entered.items())
    ]
    return {"entered": entered, "is_differing": len({*vote.entered.values()}) > 1}


def _acts(meeting: Matter, vote: Vote, person: Person) -> dict[str, Any]:
    """What this reader can do with it: vote, enter a count, close it or break it off."""
    seated = in_the_room(meeting, person)
    said = Voice.objects.filter(meeting=meeting, vote=vote.number)
    own = said.filter(seat=seated.seat).first() if seated else None
    at = [meeting.reference, vote.number]
    secret = SecretVote.objects.filter(meeting=meeting, vote=vote.number).first()
    return {
        "choices": CHOICES if seated and vote.how == How.NAMES else [],
        "own": own.get_choice_display() if own else "",
        "own_key": own.choice if own else "",
        "seat": seated.seat if seated else None,
        "may_enter": vote.how == How.HANDS and (seated is not None or prepares(meeting, person)),
        "may_lead": leads(meeting, person),
        "key": uuid4(),
        "say_url": reverse("assembly:say", args=at),
        "enter_url": reverse("assembly:enter", args=at),
        "close_url": reverse("assembly:close_vote", args=at),
        "drop_url": reverse("assembly:drop_vote", args=at),
        "ballot_url": _booth(secret.ballot, person) if secret and seated else "",
    }


def _booth(ballot: str, person: Person) -> str:
    """Where they vote in secret; empty for whoever came in after it was opened, and is not on its roll."""
    is_listed = RollEntry.objects.filter(election__uid=ballot, person=person).exists()
    return reverse("ballot:vote", args=[ballot]) if is_listed else ""


def counting(meeting: Matter, sitting: Sitting) -> list[dict[str, Any]]:
    """The secret votes that are closed and wait for the holders of their keys."""
    kept = dict(SecretVote.objects.filter(meeting=meeting).values_list("vote", "ballot"))
    return [
        {
            "number": number,
            "question": question(meeting, vote),
            "url": reverse("ballot:election", args=[kept[number]]),
        }
        for number, vote in sorted(sitting.counting.items())
    ]
