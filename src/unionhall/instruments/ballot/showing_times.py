"""Moments of a vote in the words and at the clock of its place."""

from datetime import datetime
from zoneinfo import ZoneInfo

from unionhall.kernel.procedures.sentences import say_moment


def say(moment: datetime, zone: ZoneInfo) -> str:
    """Day and time at the place, in the reader's language."""
    return say_moment(moment.astimezone(zone))
