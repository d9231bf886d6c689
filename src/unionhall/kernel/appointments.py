"""When one meets, as a room says it for calendars: a title, a time, a place or link; no names."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Appointment:
    """When one meets. `reference` names it for good; `sequence` rises each time it is moved or called off.

    `is_private`: it stands as private in the calendar. Programs keep what they know until `sequence` rises.
    """

    reference: str
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    changed_at: datetime
    sequence: int = 0
    is_off: bool = False
    is_private: bool = False

    @property
    def method(self) -> str:
        """What the file asks of a calendar program."""
        return "CANCEL" if self.is_off else "PUBLISH"
