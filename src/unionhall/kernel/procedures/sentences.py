"""What people read about a promise: how it was computed, and how much of its time is left."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time
from babel.lists import format_list
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from unionhall.kernel.procedures.calendars import Calendar, calendar
from unionhall.kernel.procedures.explanations import Explanation, Fixed, Rest, Set

Tone = Literal["calm", "soon", "late"]

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LISTED_DAYS = 12  # more of them are said as "from … to …"


def explain(explanation: Explanation | Fixed | Set) -> list[str]:
    """Sentences in the reader's language, in the order in which the promise was computed."""
    if "fixed" in explanation:
        promised = localtime(datetime.fromisoformat(explanation["fixed"]))
        return [_("This time was promised with the request: %(moment)s.") % {"moment": say_moment(promised)}]
    if "day" in explanation:
        return [_("This day was set: %(day)s.") % {"day": say_day(date.fromisoformat(explanation["day"]))}]
    zone = ZoneInfo(explanation["zone"])
    return [
        *_rule(explanation),
        _("The clock started on %(moment)s.") % {"moment": _moment(explanation["start"], zone)},
        *_counted(explanation),
        *_not_counted(explanation),
        *_pauses(explanation, zone),
        *_moved(explanation),
        *_unpublished(explanation),
        _result(explanation, zone),
    ]


def due_sentence(
    late_after: datetime | None,
    due_on: date | None,
    now: datetime,
    calendar: Calendar,
    zone: ZoneInfo,
    act: str = "",
) -> tuple[Tone, str]:
    """How urgent a promise is and what to say of it; without `late_after` its clock stands still.

    `act` is what must be done until then, in the reader's language; without it, to answer.
    """
    act = act or _("answer")
    if late_after is None:
        return "calm", _("the clock stands still")
    today = now.astimezone(zone).date()
    if now > late_after:
        return "late", _late(late_after, due_on, now, today, calendar, zone)
    if due_on is None:
        return _instant_left(act, late_after, now, today, calendar, zone)
    if due_on == today:
        return "soon", _("%(act)s today") % {"act": act}
    left = calendar.working_days(today, due_on)
    return "soon" if left <= 1 else "calm", _days_left(act, say_day(due_on, beside=today), left)


def say_day(day: date, *, beside: date | None = None) -> str:
    """Write "Thu 26 Nov" in the reader's language; with the year, unless it is the one of `beside`."""
    return _day(day, "MMMEd" if beside and beside.year == day.year else "yMMMEd", get_language() or "en")


@lru_cache(maxsize=2_000)
def _day(day: date, skeleton: str, language: str) -> str:
    return format_skeleton(skeleton, day, locale=_locale_of(language))


def load() -> None:
    """Read now what days are said with in every language, for the processes that go on from this one."""
    for language, _name in settings.LANGUAGES:
        _day(date.min, "yMMMEd", language)


def locale() -> Locale:
    return _locale_of(get_language() or "en")


@lru_cache
def _locale_of(language: str) -> Locale:
    # Day before month, as the hall writes English everywhere.
    language = "en-gb" if language == "en" else language
    try:
        return Locale.parse(to_locale(language))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _moment(iso: str, zone: ZoneInfo) -> str:
    return say_moment(datetime.fromisoformat(iso).astimezone(zone))


def say_moment(local: datetime, *, beside: date | None = None) -> str:
    """Write "Thu 26 Nov at 14:05" in the reader's language, in the moment's own zone."""
    clock = format_time(local, "HH:mm", tzinfo=local.tzinfo, locale=locale())
    return _("%(day)s at %(time)s") % {"day": say_day(local.date(), beside=beside), "time": clock}


def _list(words: Iterable[str]) -> str:
    return format_list(list(words), locale=locale())


def say_amount(unit: str, count: int) -> str:
    """Say so many of a unit of the rules, as in "3 working days"."""
    match unit:
        case "working_days":
            words = ngettext("%(count)s working day", "%(count)s working days", count)
        case "days":
            words = ngettext("%(count)s day", "%(count)s days", count)
        case "hours":
            words = ngettext("%(count)s hour", "%(count)s hours", count)
        case _:
            words = ngettext("%(count)s month", "%(count)s months", count)
    return words % {"count": count}


def _rule(explanation: Explanation) -> list[str]:
    amount, source = say_amount(explanation["unit"], explanation["amount"]), explanation["source"]
    if explanation["source_kind"] == "own":
        said = [_("The union's own rule gives %(amount)s.") % {"amount": amount}]
    else:
        words = {"amount": amount, "source": _(source) if source else ""}
        said = [_("The rule gives %(amount)s. Source: %(source)s.") % words]
    if explanation["extra"]:
        more = say_amount(explanation["unit"], explanation["extra"])
        said.append(_("It was extended by %(amount)s.") % {"amount": more})
    return said


def _counted(explanation: Explanation) -> list[str]:
    days, began_on = _each_day(explanation["counted"]), _began_on(explanation)
    if not days:
        return []
    amount = say_amount("working_days", len(days))
    span = {"first": say_day(days[0], beside=began_on), "last": say_day(days[-1], beside=began_on)}
    if explanation["unit"] != "working_days":
        return [_("Every day counts, from %(first)s to %(last)s.") % span]
    if len(days) > LISTED_DAYS:
        return [_("%(amount)s were counted, from %(first)s to %(last)s.") % {"amount": amount, **span}]
    listed = _list(say_day(day, beside=began_on) for day in days)
    return [_("Counted are %(amount)s: %(days)s.") % {"amount": amount, "days": listed}]


def _began_on(explanation: Explanation) -> date:
    return datetime.fromisoformat(explanation["start"]).astimezone(ZoneInfo(explanation["zone"])).date()


def _each_day(runs: Iterable[list[str]]) -> list[date]:
    days = []
    for run in runs:
        first, last = (date.fromisoformat(day) for day in run)
        days += [first + timedelta(nth) for nth in range((last - first).days + 1)]
    return days


def _not_counted(explanation: Explanation) -> list[str]:
    said, began_on = [], _began_on(explanation)
    if explanation["holidays"]:
        said.append(_("Not counted: %(days)s.") % {"days": _list(_rests(explanation, began_on))})
    if count := explanation["weekend_days"]:
        words = ngettext(
            "%(count)s day at a weekend was not counted.",
            "%(count)s days at weekends were not counted.",
            count,
        )
        said.append(words % {"count": count})
    if explanation["made_up"]:
        days = _list(say_day(date.fromisoformat(day), beside=began_on) for day in explanation["made_up"])
        said.append(_("Counted though at a weekend, because it is a working day: %(days)s.") % {"days": days})
    return said


def _rests(explanation: Explanation, began_on: date) -> Iterator[str]:
    """The holidays, those of one name together."""
    for name, rests in groupby(
        explanation["holidays"], lambda rest: _rest_name(rest, explanation["calendar"])
    ):
        days = _list(say_day(date.fromisoformat(rest["on"]), beside=began_on) for rest in rests)
        yield _("%(day)s (%(name)s)") % {"day": days, "name": name}


def _rest_name(rest: Rest, code: str) -> str:
    on = date.fromisoformat(rest["on"])
    if rest["worked_on"]:
        worked = say_day(date.fromisoformat(rest["worked_on"]), beside=on)
        return _("a day off, worked on %(day)s instead") % {"day": worked}
    return calendar(code).holiday_name(on, get_language() or "en") or rest["name"]


def _pauses(explanation: Explanation, zone: ZoneInfo) -> list[str]:
    said = []
    for since, until in explanation["pauses"]:
        if since and until:
            moments = {"since": _moment(since, zone), "until": _moment(until, zone)}
            said.append(
                _("The clock stood still from %(since)s to %(until)s, while we waited for you.") % moments
            )
        elif since:
            moment = {"since": _moment(since, zone)}
            said.append(_("The clock has stood still since %(since)s, while we wait for you.") % moment)
    if count := explanation["paused_days"]:
        words = ngettext(
            "%(count)s day was not counted because of that.",
            "%(count)s days were not counted because of that.",
            count,
        )
        said.append(words % {"count": count})
    return said


def _moved(explanation: Explanation) -> list[str]:
    """That the last day gave way to the next working day, and by which law."""
    if not (rests := explanation.get("moved_from")):
        return []
    last, source = date.fromisoformat(rests[0]["on"]), explanation["moved_by"]
    said = _("%(day)s is a day of rest, so the last day is the next working day. Source: %(source)s.")
    return [said % {"day": say_day(last, beside=_began_on(explanation)), "source": _(source)}]


def _unpublished(explanation: Explanation) -> list[str]:
    """Which years' days off were not known, and that the day was kept once they were."""
    known = calendar(explanation["calendar"]).is_known
    before = _("The days off of %(year)s were not published yet when this was counted.")
    still = _("The days off of %(year)s are not published yet, so ordinary weekends were counted on.")
    said = [(before if known(year) else still) % {"year": year} for year in explanation["unpublished"]]
    if explanation.get("stays"):
        said.append(_("They are known now; the day that was promised stays."))
    return said


def _result(explanation: Explanation, zone: ZoneInfo) -> str:
    if explanation["due_on"]:
        day = say_day(date.fromisoformat(explanation["due_on"]))
        return _("So it is due by the end of %(day)s.") % {"day": day}
    if explanation["late_after"]:
        return _("So it is due by %(moment)s.") % {"moment": _moment(explanation["late_after"], zone)}
    return _("It gets its new date when the clock runs again.")


def _days_left(act: str, day: str, left: int) -> str:
    if left == 0:
        return _("%(act)s by %(day)s") % {"act": act, "day": day}
    words = ngettext(
        "%(act)s by %(day)s, %(count)s working day left",
        "%(act)s by %(day)s, %(count)s working days left",
        left,
    )
    return words % {"act": act, "day": day, "count": left}


def _instant_left(
    act: str, late_after: datetime, now: datetime, today: date, calendar: Calendar, zone: ZoneInfo
) -> tuple[Tone, str]:
    local = late_after.astimezone(zone)
    moment, hours = say_moment(local, beside=today), (late_after - now) // HOUR
    if hours >= 24:
        left = calendar.working_days(today, local.date())
        return "soon" if left <= 1 else "calm", _days_left(act, moment, left)
    if hours == 0:
        return "soon", _("%(act)s by %(moment)s, less than an hour left") % {"act": act, "moment": moment}
    words = ngettext(
        "%(act)s by %(moment)s, %(count)s hour left", "%(act)s by %(moment)s, %(count)s hours left", hours
    )
    return "soon", words % {"act": act, "moment": moment, "count": hours}


def _late(
    late_after: datetime, due_on: date | None, now: datetime, today: date, calendar: Calendar, zone: ZoneInfo
) -> str:
    hours = (now - late_after) // HOUR
    if due_on is None and hours == 0:
        return _("less than an hour late")
    if due_on is None and hours < 24:
        return ngettext("%(count)s hour late", "%(count)s hours late", hours) % {"count": hours}
    late_on = due_on or late_after.astimezone(zone).date()
    days = calendar.working_days(late_on, today)
    if days == 0:
        since = late_on + DAY if due_on else late_on
        return _("late since %(day)s") % {"day": say_day(since, beside=today)}
    return ngettext("%(count)s working day late", "%(count)s working days late", days) % {"count": days}
