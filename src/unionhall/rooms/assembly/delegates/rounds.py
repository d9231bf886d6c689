"""What the page of an election or a recall says of its votes: counts, arithmetic, and what came of them."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.kernel.contract import Section
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.delegates import counted, rules, wording
from unionhall.rooms.assembly.delegates.counting import Outcome, Result
from unionhall.rooms.assembly.models import Mandate, Round

Kind = Round.Kind


def sections(matter: Matter, reader: Reader) -> list[Section]:
    """The votes with their arithmetic, once there are some."""
    ended = shown(matter)
    return [Section("assembly/rounds.html", {"rounds": ended})] if ended else []


def shown(matter: Matter) -> list[dict[str, Any]]:
    """Each vote that was counted or ended otherwise, the last one first."""
    ended = matter.rounds.exclude(stage="").order_by("-number")
    return [_shown(matter, one) for one in ended]


def _shown(matter: Matter, one: Round) -> dict[str, Any]:
    result = counted.result_of(matter, one)
    rows = _yes_no(one) if one.kind == Kind.RECALL else _rows(matter, one, result)
    return {
        "title": one.get_kind_display(),
        "url": reverse("ballot:election", args=[one.ballot]),
        "head": _("What was chosen") if one.kind == Kind.RECALL else _("Candidate"),
        "outcome": _outcome(matter, one, result),
        "rows": rows if counted.is_counted(one) else [],
        "sums": list(_sums(matter, one)),
    }


def _outcome(matter: Matter, one: Round, result: Result | None) -> str:
    if one.stage == Ballot.Stage.SEALED:
        return _("Too few secret ballots were cast, so nobody opens them. Another vote is needed.")
    if one.stage == Ballot.Stage.VOID:
        return _("The ballot is void. A new one is needed.")
    if result is None:
        is_over = counted.recalled(matter, one)
        return _("The delegate is recalled.") if is_over else _("The delegate stays.")
    filled = ngettext(
        "%(count)d candidate is elected.", "%(count)d candidates are elected.", len(result.elected)
    ) % {"count": len(result.elected)}
    return {
        Outcome.FILLED: filled,
        Outcome.PART: _(
            "%(filled)s Nobody else has the majority. Seats left: %(left)d. Another vote is needed."
        ),
        Outcome.TIED: _(
            "%(filled)s %(tied)d are tied. Seats left: %(left)d. A run-off among them is needed."
        ),
        Outcome.NOBODY: _("Nobody has the majority. Another vote is needed."),
        Outcome.TOO_FEW: _("Too few took part, so nobody is elected. Another vote is needed."),
    }[result.outcome] % {"filled": filled, "left": result.left, "tied": len(result.tied)}


def _rows(matter: Matter, one: Round, result: Result | None) -> list[dict[str, Any]]:
    """Candidates with their votes, most votes first and equal ones as they stood on the ballot."""
    people: dict[int, Person] = {
        each.number: each.person for each in matter.candidates.select_related("person")
    }
    given = Mandate.objects.filter(election=matter, standing_by=None).values_list("person", "seat")
    seats: dict[int, int] = dict(given)
    places = sorted(range(len(one.counts)), key=lambda place: -one.counts[place])
    return [
        {
            "name": people[one.answers[place]].name,
            "votes": f"{one.counts[place]:,}",
            "became": _became(place, result, seats.get(people[one.answers[place]].pk)),
        }
        for place in places
        if one.answers[place] in people
    ]


def _became(place: int, result: Result | None, seat: int | None) -> str:
    if result is None:
        return ""
    if place in result.elected:
        return (
            _("Elected, seat %(seat)d") % {"seat": seat} if seat else _("Elected; holds another seat already")
        )
    if place in result.tied:
        return _("Tied")
    return _("Has the majority; no seat is left") if any(place in group for group in result.standing) else ""


def _yes_no(one: Round) -> list[dict[str, Any]]:
    words = (_("Yes"), _("No"), _("Abstain"))
    return [
        {"name": name, "votes": f"{count:,}", "became": ""}
        for name, count in zip(words, one.counts, strict=False)
    ]


def _sums(matter: Matter, one: Round) -> Iterator[str]:
    """How the numbers fit together, so that anybody can add them up again."""
    if not counted.is_counted(one):
        return
    cast = counted.cast_in(one)
    if one.kind == Kind.RECALL:
        yield wording.majority(cast, rules.share(matter, "recall"))
    else:
        terms = rules.terms_of(matter, is_run_off=one.kind == Kind.RUN_OFF)
        yield wording.turnout(cast, terms.turnout)
        yield (
            wording.majority(cast, terms.elected)
            if terms.elected
            else _("Those who stand in it had the majority in the vote before: most votes decide.")
        )
        yield _("%(blank)s voted blank.") % {"blank": f"{cast.blank:,}"}
    roll = Ballot.objects.get(uid=one.ballot).roll.count()
    if roll and roll < cast.entitled:
        words = _(
            "%(roll)s were on the roll. The constituency has %(all)s who may vote, and that number counts."
        )
        yield words % {"roll": f"{roll:,}", "all": f"{cast.entitled:,}"}
