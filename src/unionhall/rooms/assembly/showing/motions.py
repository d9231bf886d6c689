"""What pages say of a motion: who stands behind it, its text, advice, decision and answer."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.declaration import procedure_of
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.assembly.models import Amendment, Backing, Decided, Motion
from unionhall.rooms.assembly.procedure.amending import text_of
from unionhall.rooms.assembly.procedure.delegates import lacking
from unionhall.rooms.assembly.showing.shares import OUTCOMES
from unionhall.rooms.assembly.sitting.sitting import Outcome
from unionhall.rooms.assembly.wording.paragraphs import standing


def not_binding(matter: Matter) -> str:
    """That a vital matter does not bind, since the congress has not adopted it; empty for what does."""
    if not matter.motion.is_vital:
        return ""
    decided = list(matter.decided.all())
    if not decided:
        return _("Not binding: the congress has not adopted it.")
    return "" if decided[-1].outcome == Outcome.ADOPTED else _("Not binding: the congress did not adopt it.")


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What it is about, who stands behind it, and what came of it."""
    motion: Motion = matter.motion
    backings = list(
        matter.backings.select_related("mandate__person", "mandate__constituency").order_by("seat")
    )
    return facts_of(
        (
            (_("Congress"), str(motion.term)),
            (_("What it is about"), motion.get_subject_display()),
            (_("Brought by"), _names(backings, Backing.Part.PROPOSER)),
            (_("Merged into it, of"), _names(backings, Backing.Part.MERGED)),
            (_("Seconded by"), _names(backings, Backing.Part.SECONDER)),
            (_("Still needed"), _missing(matter)),
            (_("Why"), motion.grounds),
            (_("Recommended by the committee"), motion.get_recommended_display()),
            (_("What comes of it"), motion.get_outcome_display()),
            (_("Its proposer"), _satisfied(motion)),
        )
    )


def _names(backings: Iterable[Backing], part: Backing.Part) -> str:
    """By seat, with the constituency; what was merged in with its reference."""
    return "\n".join(
        _("seat %(seat)d, %(name)s, %(constituency)s")
        % {
            "seat": each.seat,
            "name": each.mandate.person.name,
            "constituency": each.mandate.constituency.title,
        }
        + (f" ({each.through})" if each.through else "")
        for each in backings
        if each.part == part
    )


def _missing(matter: Matter) -> str:
    missing = lacking(matter) if matter.state == "proposed" else 0
    return _("%(count)d delegates who second it") % {"count": missing} if missing else ""


def _satisfied(motion: Motion) -> str:
    if motion.satisfied is None:
        return _("asked for another answer") if motion.redone else ""
    return _("is satisfied") if motion.satisfied else _("is not satisfied")


def sections(matter: Matter, reader: Reader) -> list[Section]:
    """The text as it stands, and the votes on it."""
    amendments = matter.amendments.filter(stands=Amendment.Stands.OPEN).count()
    return [
        Section(
            "assembly/motion_text.html",
            {
                "paragraphs": [each.words for each in standing(text_of(matter))],
                "open": amendments,
                "version": matter.versions.count(),
                "url": reverse("assembly:text", args=[matter.reference]),
                "decided": [_decided(each) for each in matter.decided.select_related("meeting__meeting")],
            },
        )
    ]


def _decided(decided: Decided) -> dict[str, Any]:
    return {
        "meeting": decided.meeting.meeting.title,
        "outcome": OUTCOMES[Outcome(decided.outcome)],
        "url": reverse("assembly:result", args=[decided.meeting.reference, decided.vote]),
    }


def row(matter: Matter) -> dict[str, Any]:
    """One line of the list of motions, and of what is reported to a congress."""
    motion: Motion = matter.motion
    return {
        "reference": matter.reference,
        "name": motion.name,
        "url": reverse("matter", args=[matter.reference]),
        "subject": motion.get_subject_display(),
        "state": _state(matter),
        "outcome": motion.get_outcome_display(),
        "satisfied": _satisfied(motion),
        "not_binding": not_binding(matter),
    }


def _state(matter: Matter) -> Any:
    return procedure_of(matter).states[matter.state].title
