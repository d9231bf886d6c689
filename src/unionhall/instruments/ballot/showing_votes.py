"""What the pages say of a vote: where it stands, how it is protected, and its result with the arithmetic."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionhall.instruments.ballot.models import Election, PaperCount
from unionhall.instruments.ballot.procedure import batches, closing, stops
from unionhall.instruments.ballot.procedure.opening import LACKS, lacking
from unionhall.instruments.ballot.questions import shown
from unionhall.kernel.contract import Fact, facts_of
from unionhall.kernel.journal import events
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.clocks import mark_there, say_there
from unionhall.kernel.procedures.sentences import say_moment

Stage = Election.Stage
LINE = (Stage.CALLED, Stage.OPEN, Stage.COUNTING, Stage.FINISHED)
ON_LINE = {Stage.DECRYPTING: Stage.COUNTING, Stage.DRAFT: Stage.CALLED, Stage.SEALED: Stage.FINISHED}


def headline(election: Election) -> str:
    """The answer at the top: what one can do, or what came of it."""
    zone = election.place.zone
    if election.stage == Stage.VOID:
        return _("This vote is void.")
    if election.stage == Stage.SEALED:
        return _("Too few secret ballots were cast. Nobody opens them, so that nobody is found out.")
    if election.stage == Stage.COUNTING:
        return _counting(election)
    sentences = {
        Stage.DRAFT: _("A draft. Only those who prepare it see it."),
        Stage.CALLED: _("It opens on %(moment)s.") % {"moment": say_there(election.opens_at, zone)},
        Stage.OPEN: _("It is open until %(moment)s.") % {"moment": say_there(election.closes_at, zone)},
        **(_by_hand() if election.by_hand else {}),
        Stage.FINISHED: _("It is over, and the result is in."),
    }
    if election.stage == Stage.DECRYPTING:
        missing = closing.waits_for(election)
        return ngettext(
            "It is closed. %(count)d key holder is still needed to open the sum.",
            "It is closed. %(count)d key holders are still needed to open the sum.",
            missing,
        ) % {"count": missing}
    return str(sentences[Stage(election.stage)])


def _by_hand() -> dict[Any, str]:
    return {
        Stage.CALLED: _("Whoever leads the meeting opens it there. Get ready to vote before."),
        Stage.OPEN: _("It is open until whoever leads the meeting closes it."),
    }


def _counting(election: Election) -> str:
    """How far it is, where there is more than one part; and that it has stopped, where a part is at fault."""
    if stops.is_stopped(election):
        return _("It is closed. The count has stopped: the ballots kept here are not as they were cast.")
    parts = election.batches.count()
    if parts < 2:
        return _("It is closed. The ballots are being added up, encrypted.")
    return _(
        "It is closed. The ballots are being added up, encrypted: %(done)d of %(parts)d parts are checked."
    ) % {"done": parts - batches.waiting(election).count(), "parts": parts}


def stations(election: Election) -> list[dict[str, Any]]:
    """The line with stations; empty for a void vote."""
    if election.stage == Stage.VOID:
        return []
    here = LINE.index(ON_LINE.get(Stage(election.stage), Stage(election.stage)))
    names = (_("Called"), _("Open"), _("Counted"), _("Decided"))
    return [{"name": name, "state": _state(place, here)} for place, name in enumerate(names)]


def facts(election: Election) -> list[Fact]:
    """Who may vote, when, how, and how many took part so far; never how they voted."""
    zone = election.place.zone
    said = [
        (_("Who may vote"), _who(election)),
        (_("Opens"), _opens(election)),
        (_("Closes"), "" if waits_for_a_hand(election) else mark_there(election.closes_at, zone)),
        (_("How"), str(election.get_mode_display())),
        (_("On paper, too"), _("yes, at a table, once for each person") if election.with_paper else ""),
        (_("Took part"), _turnout(election)),
        (_("Key holders"), _holders(election)),
    ]
    return facts_of(said)


def promises(election: Election) -> list[str]:
    """What protects the secret in this vote and what does not, in plain words."""
    if election.mode == Election.Mode.NAMED:
        return [_("This vote is open: everybody who may vote reads who chose what.")]
    common = [
        _("Your browser encrypts your choice before it leaves. Nobody can open a single ballot."),
        _(
            "Only the sum is opened, by the hall's key together with %(threshold)d of the key holders; "
            "neither can do it alone."
        )
        % {"threshold": election.threshold},
        _("Fewer than %(minimum)d ballots are never opened.") % {"minimum": election.minimum},
        _(
            "It does not protect you from somebody who stands beside you, or from a telephone that "
            "somebody else controls. You can vote again until the end; the last ballot counts."
        ),
    ]
    return [_mode_sentence(election), *common, *_small(election)]


def _mode_sentence(election: Election) -> str:
    if election.mode == Election.Mode.STRICT:
        return _(
            "Strict: a credential authority hands out credentials on paper, and the server never sees them. "
            "It can't tell whose an encrypted ballot is, nor make one."
        )
    return _(
        "Convenient: your browser makes your credential and registers its public half before the vote "
        "opens. The hall forgets whose it was; a hall that cheats could keep it, and link you to an "
        "encrypted ballot. It could not open it."
    )


def _small(election: Election) -> Iterator[str]:
    if election.minimum < 10:
        yield _(
            "The rules of this place allow that as few as %(minimum)d ballots are opened. In so small a "
            "number, others may guess how you voted."
        ) % {"minimum": election.minimum}


def lacks(election: Election) -> list[str]:
    """What is missing before it can open, in sentences."""
    return [_(LACKS[name]) for name in lacking(election)] if election.stage == Stage.CALLED else []


def result(election: Election) -> list[dict[str, Any]]:
    """Each question with its counts: online, on paper, together; None while there is no result."""
    if election.stage != Stage.FINISHED or election.counts is None:
        return []
    paper = PaperCount.objects.filter(election=election, signed_by__isnull=False).first()
    return [
        _counted(question, place, election, paper) for place, question in enumerate(shown(election.questions))
    ]


def _counted(
    question: dict[str, Any], place: int, election: Election, paper: PaperCount | None
) -> dict[str, Any]:
    online = (election.counts or [])[place]
    table = paper.counts[place] if paper else [0] * len(online)
    both = [first + second for first, second in zip(online, table, strict=True)]
    most = max(both, default=0) or 1
    rows = [
        {
            "label": label,
            "value": f"{total:,}",
            "total": total,
            "share": round(100 * total / most, 1),
            "online": f"{here:,}",
            "table": f"{there:,}",
        }
        for label, total, here, there in zip(question["choices"], both, online, table, strict=True)
    ]
    return {"text": question["text"], "rows": _in_order(rows, question), "has_paper": paper is not None}


def _in_order(rows: list[dict[str, Any]], question: dict[str, Any]) -> list[dict[str, Any]]:
    """Those with most votes first and the blank ones last; yes, no and abstaining as they are."""
    if question["is_yes_no"]:
        return rows
    blank, answers = rows[: question["blank"]], rows[question["blank"] :]
    return [*sorted(answers, key=lambda row: -row["total"]), *blank]


def arithmetic(election: Election) -> list[str]:
    """How the numbers fit together, so that anybody can add them up again."""
    if election.stage != Stage.FINISHED:
        return []
    paper = PaperCount.objects.filter(election=election).first()
    lines = [_took_part(election)]
    if election.is_secret:
        cast = election.events.filter(kind="Ballot").count()
        lines.append(
            _("%(cast)d ballots are in the archive. Of those of one voter only the last one counts.")
            % {"cast": cast}
        )
    if paper and paper.signed_by:
        lines.append(
            _("%(ballots)d ballots on paper, %(invalid)d of them invalid, counted and signed by two.")
            % {"ballots": paper.ballots, "invalid": paper.invalid}
        )
    elif election.with_paper:
        lines.append(_("The count of the paper ballots is not signed yet and not part of these numbers."))
    return lines


def history(election: Election) -> list[dict[str, str]]:
    """What the journal says, the newest first, with the officers by name."""
    zone = election.place.zone
    entries = Entry.objects.filter(stream=election.stream).order_by("-number")
    names = _names(entry.actor for entry in entries if entry.actor)
    return [
        {
            "sentence": _sentence(entry, names.get(str(entry.actor), _("The hall"))),
            "at": say_moment(entry.occurred_at.astimezone(zone)),
            "iso": entry.occurred_at.astimezone(zone).isoformat(timespec="seconds"),
        }
        for entry in entries
    ]


def _sentence(entry: Entry, actor: str) -> str:
    return events.filled(events.sentence(entry.event), {**entry.payload, "actor": actor})


def _names(actors: Iterator[Any]) -> dict[str, str]:
    people = Person.objects.filter(uid__in=set(actors)).only("uid", "name", "mask_in")
    return {str(person.uid): str(person.name) for person in people}


def _state(place: int, here: int) -> str:
    if place == here:
        return "here"
    return "passed" if place < here else "ahead"


def _opens(election: Election) -> Any:
    if election.by_hand and election.stage in (Stage.DRAFT, Stage.CALLED):
        return _("when the meeting comes to it")
    return mark_there(election.opens_at, election.place.zone)


def waits_for_a_hand(election: Election) -> bool:
    """Whether nobody knows yet when it closes: whoever leads a meeting says so there."""
    return election.by_hand and election.stage in (Stage.DRAFT, Stage.CALLED, Stage.OPEN)


def _who(election: Election) -> str:
    if election.given_roll:
        return _who_is_listed(election)
    if election.stage in (Stage.DRAFT, Stage.CALLED):
        return _("The members of %(place)s on the day it opens") % {"place": election.place}
    if election.roll_gone:
        return _("The members of %(place)s on the day it opened") % {"place": election.place}
    return _("%(count)s members of %(place)s, frozen when it opened") % {
        "count": f"{election.roll.count():,}",
        "place": election.place,
    }


def _who_is_listed(election: Election) -> str:
    if election.roll_gone:
        return _("Those on the list that was given with the call")
    count = election.roll.count()
    words = ngettext(
        "%(count)s person, on the list that was given with the call",
        "%(count)s people, on the list that was given with the call",
        count,
    )
    return words % {"count": f"{count:,}"}


def _took_part(election: Election) -> str:
    count = election.turnout_at_end or 0
    words = ngettext("%(count)s person took part.", "%(count)s people took part.", count)
    return words % {"count": f"{count:,}"}


def _turnout(election: Election) -> str:
    if election.stage in (Stage.DRAFT, Stage.CALLED):
        return ""
    ended = election.turnout_at_end
    return f"{election.turnout.count() if ended is None else ended:,}"


def _holders(election: Election) -> str:
    if not election.is_secret:
        return ""
    names = [str(each.person.name) for each in election.trustees.select_related("person")]
    if not names:
        return _("nobody yet")
    return _("the hall, and %(threshold)d of these %(count)d: %(names)s") % {
        "threshold": election.threshold,
        "count": len(names),
        "names": _(", ").join(names),
    }
