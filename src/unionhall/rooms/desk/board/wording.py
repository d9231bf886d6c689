"""What a board says: its answer as a sentence, its charts and tables as the templates want them."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from unionhall.kernel.matters.aggregates.hiding import FEWEST
from unionhall.kernel.web.boards import Row, month_name, shown
from unionhall.kernel.web.charts import Told
from unionhall.rooms.desk.board.figures import BOARD, OF_A_MONTH, Year, years

MOST_BARS = 12
NEARLY_ALL = 0.75  # of the numbers of a table: it is left out


def page(year: Year, query: Mapping[str, str]) -> dict[str, Any]:
    """The context of a board's page."""
    return {
        "answer": answer(year),
        "until": month_name(year.until),
        "charts": charts(year, query),
        "late_services": bars(year.services),
        "late_areas": bars(year.areas),
        "months": [Row(*each).line(BOARD.measures) for each in reversed(year.begun)],
        "measures": BOARD.measures,
        "services": table(year.services),
        "areas": table(year.areas),
        "years": [{"title": str(each), "url": f"?{_query(query, until=f'{each}-12')}"} for each in years()],
        "query": urlencode(dict(query.items())),
    }


def answer(year: Year) -> str:
    """Whether the desk keeps its word: the last closed month against the one before."""
    now, before = year.last["share"], year.before["share"]
    month, earlier = month_name(year.until), month_name(year.months[-2][0])
    if now is None and not year.last["closed"]:
        return _("In %(month)s too few requests were closed to say more.") % {"month": month}
    if now is None:
        return _("In %(month)s nearly everything was alike: the share would tell about single people.") % {
            "month": month
        }
    words = {"month": month, "share": now, "earlier": earlier, "before": before}
    if before is None:
        return _("In %(month)s, %(share)s of every 100 requests were closed on time.") % words
    both = _(
        "In %(month)s, %(share)s of every 100 requests were closed on time; in %(earlier)s it was %(before)s."
    )
    return both % words


def charts(year: Year, query: Mapping[str, str]) -> list[dict[str, Any]]:
    """Name, caption and the same as text of every chart with something in it; `query` leads to its months."""
    tail = _query(query)
    same = {
        "tail": f"?{tail}" if tail else "",
        "narrow": f"?{_query(query, narrow='1')}",
        "months": _span(year),
    }
    return [
        {"name": name, "told": told(name, year), **same}
        for name, (_caption, field) in _captions().items()
        if any(figures[field] is not None for _month, figures in year.begun)
    ]


def told(name: str, year: Year) -> Told:
    """A chart in words, for those who don't see it."""
    caption, field = _captions()[name]
    measure = BOARD.measure(field)
    months = (
        _("%(month)s: %(number)s") % {"month": month_name(month), "number": measure.tell(each)}
        for month, each in year.begun
    )
    words = _("%(caption)s. %(months)s") % {"caption": caption, "months": _("; ").join(months)}
    return Told(caption, words, measure.tell({field: None}))


def _captions() -> dict[str, tuple[str, str]]:
    """What each chart shows, and of which figure."""
    return {
        "volume": (_("Requests received and closed in a month"), "received"),
        "on-time": (_("On-time share, of 100 that were closed"), "share"),
        "first-answer": (_("Hours to the first answer (median)"), "hours"),
    }


def _span(year: Year) -> str:
    """The months that are drawn."""
    first, last = month_name(year.begun[0][0]), month_name(year.until)
    return last if first == last else f"{first} – {last}"


def table(rows: list[Row]) -> dict[str, Any]:
    """The lines of a table, and whether it says next to nothing: nearly every number would be a dash."""
    lines = [row.line(OF_A_MONTH) for row in rows]
    numbers = [cell for _name, cells in lines for cell in cells[:3]]
    is_hidden = numbers.count(shown(None)) >= NEARLY_ALL * len(numbers)
    return {"lines": lines, "measures": OF_A_MONTH, "is_hidden": is_hidden}


def bars(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The services or areas with the most late requests, as bars."""
    late = [(row.title, row.figures["overdue"]) for row in rows if row.figures["overdue"] != 0][:MOST_BARS]
    most = max((number for _title, number in late if number), default=0)
    return [
        {
            "label": title,
            "value": shown(number),
            "share": round(100 * (number or FEWEST) / most),
            "tone": "late" if number else "few",
        }
        for title, number in late
        if most
    ]


def _query(query: Mapping[str, str], **changes: str) -> str:
    kept = {name: query[name] for name in ("place", "until") if query.get(name)}
    return urlencode({**kept, **changes})
