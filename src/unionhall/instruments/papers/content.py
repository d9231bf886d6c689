"""A paper as plain content for its template: strings, numbers, lists, and dictionaries by field."""

import dataclasses
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_time
from django.utils.translation import get_language, get_language_bidi, pgettext, to_locale

from unionhall.instruments.papers import fonts, signs
from unionhall.instruments.papers.agreement import Agreement
from unionhall.instruments.papers.kinds import Link, Paper
from unionhall.instruments.papers.refusals import PaperTooLong
from unionhall.instruments.papers.wording import words
from unionhall.kernel.squares import square

REGIONS = {"zh-hans": "CN", "zh-hant": "TW"}
# Within these the worst paper tried took the typesetter 2.6 seconds; without them one took 15 and a gigabyte.
LONGEST = 100_000  # signs in all texts of a paper together
MOST = 5_000  # lines, counting each text as one and each line break in it as one more
DIFFERENT = 6_000  # signs that differ from each other; a long Chinese text has some 3,000
LOCALES = {"en": "en_GB"}  # the day stands before the month


def of(paper: Paper) -> dict[str, Any]:
    """All that the template needs, in the language that is active."""
    language = get_language() or "en"
    link: Link | None = getattr(paper, "link", None)
    content = said(paper)
    _check_size(content)
    return {
        "language": language.partition("-")[0],
        "region": REGIONS.get(language),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "fonts": fonts.stacks(language),
        "words": words(),
        "paper": content,
        "address": link and link.address,
        "square": link and square(link.address),
    }


def _check_size(content: dict[str, Any]) -> None:
    texts = list(_texts(content))
    whole = "\n".join(texts)
    if len(whole) > LONGEST or whole.count("\n") >= MOST or len(set(whole)) > DIFFERENT:
        raise PaperTooLong(LONGEST, MOST, DIFFERENT)


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for each in content.values() if isinstance(content, dict) else content:
            yield from _texts(each)


def shown(whole: dict[str, Any], undrawn: Collection[str]) -> dict[str, Any]:
    """The content with the texts of the paper as they can be drawn, and whether that changed any sign."""
    spelled = any(signs.spelled(text, undrawn) != text for text in _texts(whole["paper"]))
    return {
        **whole,
        "paper": _each(whole["paper"], lambda text: signs.shown(text, undrawn)),
        "spelled": spelled,
    }


def _each(content: Any, change: Callable[[str], str]) -> Any:
    match content:
        case str():
            return change(content)
        case dict():
            return {name: _each(each, change) for name, each in content.items()}
        case list():
            return [_each(each, change) for each in content]
    return content


def said(value: Any) -> Any:
    """One value as it is printed; what is not data or a number becomes its text."""
    match value:
        case None | bool() | int():
            return value
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case tuple() | list():
            return [said(each) for each in value]
        case _ if dataclasses.is_dataclass(value):
            return _fields(value)
    return str(value)


def day(value: date) -> str:
    """27 November 2026."""
    return format_date(value, "long", locale=_locale())


def moment(value: datetime) -> str:
    """27 November 2026, 14:05, in the zone that the moment carries."""
    time = format_time(value.time(), "HH:mm", locale=_locale())
    return pgettext("paper", "{day}, {time}").format(day=day(value.date()), time=time)


def _locale() -> str:
    language = get_language() or "en"
    return LOCALES.get(language, to_locale(language))


def _fields(value: Any) -> dict[str, Any]:
    content = {field.name: said(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Agreement):
        content["digest"] = value.digest
    return content
