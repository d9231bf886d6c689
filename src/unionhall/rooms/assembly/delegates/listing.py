"""The seats of the congresses of the hall, as everybody may read them; names only for who signed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.ordering import Order, explained, in_order
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.assembly.delegates import rules, sources, term_page
from unionhall.rooms.assembly.models import Constituency, Mandate, Term
from unionhall.rooms.assembly.sitting.shares import Share


@dataclass(frozen=True, slots=True)
class _Page:
    """Who reads it, in which order names stand, and the majority of each election."""

    reader: Person | None
    order: Order
    shares: Mapping[int | None, Share]


def terms(reader: Person | None) -> list[dict[str, Any]]:
    """Every term that isn't retired, the newest first, with its constituencies and their seats."""
    found = Term.objects.current().select_related("place").order_by("-from_on", "code")
    return [_term(term, reader) for term in found]


def _term(term: Term, reader: Person | None) -> dict[str, Any]:
    on = _day(term)
    rows = Mandate.objects.current(on).filter(term=term).order_by("seat")
    mandates = list(rows.select_related("person", "election__place"))
    page = _Page(reader, term.place.order, _shares(mandates))
    constituencies = term.constituencies.current().select_related("place").order_by("code")
    shown = [_constituency(each, mandates, page) for each in constituencies]
    names = [each.person.name for each in mandates] if reader else []
    given = sum(each["seats"] for each in shown)
    told = {
        "from": say_day(term.from_on),
        "until": say_day(term.until_on),
        "held": sum(each["held"] for each in shown),
        "seats": given,
        "place": term.place,
    }
    return {
        "code": term.code,
        "title": str(term),
        "lead": _("%(place)s, from %(from)s until %(until)s. %(held)d of %(seats)d seats are held.") % told,
        "number": term_page.needed_by(term)[1],
        "names_by": explained(page.order, names) if names else "",
        "constituencies": shown,
        "page": reader is not None,
    }


def _day(term: Term) -> Any:
    """The day for which it is shown: today, or the term's first or last where that is not in it."""
    return min(max(timezone.localdate(), term.from_on), term.until_on)


def _shares(mandates: Iterable[Mandate]) -> dict[int | None, Share]:
    """By which majority each of their elections was decided."""
    elections = {each.election_id: each.election for each in mandates if each.election}
    return {pk: rules.share(election, "elected") for pk, election in elections.items()}


def _constituency(constituency: Constituency, mandates: Iterable[Mandate], page: _Page) -> dict[str, Any]:
    here = [each for each in mandates if each.constituency_id == constituency.pk]
    held = [each for each in here if each.standing_by is None]
    standing = [each for each in here if each.standing_by is not None]
    free = max(0, constituency.seats - len(held))
    told = {"staff": f"{constituency.staff:,}", "seats": constituency.seats, "free": free}
    return {
        "title": str(constituency),
        "lead": _("%(staff)s may vote for %(seats)d seats; %(free)d free.") % told,
        "seats": constituency.seats,
        "held": len(held),
        "rows": [_row(each, page) for each in _ordered(held, page)],
        "substitutes": [_row(each, page) for each in standing] if page.reader else [],
        "standing_by": len(standing),
    }


def _ordered(held: Sequence[Mandate], page: _Page) -> Sequence[Mandate]:
    """By name for whoever reads names; else by seat, from which no name can be told."""
    return in_order(held, page.order, lambda each: each.person.name) if page.reader else held


def _row(mandate: Mandate, page: _Page) -> dict[str, Any]:
    election: Matter | None = mandate.election
    reader = page.reader
    return {
        "seat": mandate.seat,
        "rank": mandate.standing_by,
        "name": mandate.person.name if reader else "",
        "how": _how(mandate, page),
        "url": address_of(election) if reader and election else "",
        "until": say_day(mandate.until_on) if mandate.until_on else "",
        "is_own": reader is not None and mandate.person_id == reader.pk and not mandate.until_on,
        "pk": mandate.pk,
    }


def _how(mandate: Mandate, page: _Page) -> str:
    """How and since when somebody holds it, with its arithmetic."""
    told: dict[str, Any] = {
        "how": mandate.get_why_display(),
        "day": say_day(mandate.from_on),
        "votes": f"{mandate.votes or 0:,}",
        "all": f"{mandate.entitled or 0:,}",
    }
    if mandate.election is None or mandate.entitled is None:
        return _("%(how)s, since %(day)s") % told
    share = page.shares[mandate.election_id]
    needed = share.needed(mandate.entitled)
    told |= {"needed": f"{needed:,}", "source": sources.said(share.source)}
    if (mandate.votes or 0) < needed:  # only where those who are tied need no majority once more
        return _("%(how)s in a run-off, since %(day)s: %(votes)s votes of %(all)s who may vote") % told
    words = _(
        "%(how)s, since %(day)s: %(votes)s votes of %(all)s who may vote; %(needed)s were needed (%(source)s)"
    )
    return words % told
