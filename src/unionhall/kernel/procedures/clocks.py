"""Moments that matter to somebody elsewhere, too: the time says by whose clock it is."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from unionhall.kernel.procedures.sentences import locale, say_moment


def say_there(moment: datetime, zone: ZoneInfo) -> str:
    """Write "Wed, 2 Dec 2026 at 14:03, Shanghai time" in the reader's language."""
    city = get_timezone_location(zone, locale=locale(), return_city=True)
    return _("%(moment)s, %(city)s time") % {"moment": say_moment(moment.astimezone(zone)), "city": city}


def mark_there(moment: datetime, zone: ZoneInfo) -> SafeString:
    """The same for a page, as a <time> that programs read as well."""
    there = moment.astimezone(zone).isoformat(timespec="minutes")
    return format_html('<time datetime="{}">{}</time>', there, say_there(moment, zone))
