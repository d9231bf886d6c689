"""Template tags of the hall's own."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from unionhall.kernel.web.meanings import MEANINGS

register = template.Library()


@register.simple_tag
def track(stations: Iterable[Mapping[str, object]] | None) -> SafeString:
    """The line with stations, small, for one row of a list.

    Hidden from screen readers: the row says in words where the matter stands.
    """
    return draw_track(tuple(str(station["state"]) for station in stations or ()))


@register.simple_tag
def first_words(row: Mapping[str, object]) -> SafeString:
    """The first words of a request, or that it is sealed and since when; an include would take as long as the
    rest of the row.
    """
    if row and row["words"]:
        return format_html('<p class="words"><bdi>{}</bdi></p>', row["words"])
    if row and row["sealed"]:
        return format_html('<p class="words quiet">{} · {}</p>', _("Sealed"), row["asked_on"])
    return SafeString()


@register.simple_tag
def meaning(word: str) -> SafeString:
    """What a word of the hall means, for whoever opens it."""
    said = MEANINGS[word]
    return format_html(
        '<details class="meaning"><summary>{}</summary><p>{}</p></details>', said.asked, said.says
    )


@lru_cache(maxsize=512)
def draw_track(states: tuple[str, ...]) -> SafeString:
    """The markup for these states, kept because a worklist draws the same few lines fifty times."""
    dots = format_html_join("", '<i class="{}"></i>', ((state,) for state in states))
    return format_html('<span class="track" aria-hidden="true">{}</span>', dots)
