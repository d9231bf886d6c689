"""What the page of a term says: how many delegates by which rule, how they are divided, what doesn't fit."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from unionhall.kernel.contract import facts_of
from unionhall.kernel.procedures.rules import Rule
from unionhall.kernel.procedures.sentences import say_day
from unionhall.rooms.assembly.delegates import rules, sources, wording
from unionhall.rooms.assembly.delegates.bands import band_of, divided
from unionhall.rooms.assembly.models import Constituency, Term


def of_term(row: Any) -> Mapping[str, Any]:
    """For the page and the preview; `row` may be a term that is not written yet."""
    term: Term = row
    needed, words = needed_by(term)
    constituencies = list(own(term))
    given = sum(each.seats for each in constituencies)
    seats = max(given, needed)
    said = [
        (_("Place"), str(term.place)),
        (_("From"), say_day(term.from_on)),
        (_("Until"), say_day(term.until_on)),
        (_("Delegates"), words),
        (_("Managers among them"), _managers(term, given or needed)),
    ]
    in_parts = sum(each.staff for each in constituencies)
    return {
        "facts": facts_of(said),
        "faults": list(wording.faults(given, needed, term.staff, in_parts)) if constituencies else [],
        "parts": _parts(constituencies, seats),
        "seats": seats,
        "code": term.code if term.pk else "",
    }


def own(term: Term) -> Sequence[Constituency]:
    """The constituencies that it has now, by their codes."""
    return list(term.constituencies.current().order_by("code")) if term.pk else []


def needed_by(term: Term) -> tuple[int, str]:
    """How many delegates the rules of its place ask for at the least, and that in words."""
    band = band_of(rules.bands_at(term.place, term.from_on), term.staff)
    return band.number(term.staff) if band else 0, wording.number_of_delegates(band, term.staff)


def too_many_managers(rule: Rule, managers: int, delegates: int) -> str:
    """What is wrong with so many managers among the delegates; empty where nothing is."""
    most = rule.amount * delegates // rule.parts
    if managers <= most:
        return ""
    told = {
        "managers": managers, "delegates": delegates, "most": most,
        "amount": rule.amount, "parts": rule.parts, "source": sources.of(rule),
    }  # fmt: skip
    words = _(
        "%(managers)d of %(delegates)d are too many: at most %(amount)d/%(parts)d of the delegates, that is "
        "%(most)d, may be managers (%(source)s)."
    )
    return words % told


def _managers(term: Term, delegates: int) -> str:
    """The attested number beside the rule."""
    rule = rules.most_managers(term.place, term.from_on)
    told = {"amount": rule.amount, "parts": rule.parts, "source": sources.of(rule)}
    words = _("at most %(amount)d/%(parts)d of the delegates (%(source)s)") % told
    if term.managers is None:
        return _("not attested yet; %(rule)s") % {"rule": words}
    if fault := too_many_managers(rule, term.managers, delegates):
        return fault
    told = {"managers": term.managers, "delegates": delegates, "rule": words}
    return _("%(managers)d of %(delegates)d, as the committee attests; %(rule)s") % told


def _parts(constituencies: Sequence[Constituency], seats: int) -> list[dict[str, Any]]:
    staff = {each.code: each.staff for each in constituencies}
    if not sum(staff.values()):
        return []
    parts = divided(seats, staff)
    return [
        {
            "title": str(each),
            "staff": f"{each.staff:,}",
            "sum": wording.part_of(parts[each.code], seats, each.staff),
            "given": each.seats,
            "fits": parts[each.code].fits(each.seats),
        }
        for each in constituencies
    ]
