"""Reading what strangers sent in a process of its own, with limits of memory and time.

The process is another program, not a fork of this one: it has no key, no setting and no connection of the
hall in its memory. It is started with the first file, forks for each, and ends when nothing came for a while.
"""

from dataclasses import dataclass


class Refused(Exception):
    """What was read is not as it should be; raised by who reads, and again where it was asked for."""

    def __init__(self, code: str, limit: int = 0) -> None:
        super().__init__(code)
        self.code, self.limit = code, limit


class TooMuch(Exception):
    """Reading it took more memory or time than is allowed, or ended the process."""


class Fault(Exception):
    """The reading failed in a way that nobody foresaw; it says where, and nothing of what was read."""


class Unavailable(Exception):
    """No process can be started now."""


@dataclass(frozen=True)
class Limits:
    """For one reading: memory besides what the program itself takes, and seconds of the processor."""

    megabytes: int
    seconds: int

    @property
    def longest(self) -> int:
        """Seconds by the clock, on a machine that has much else to do."""
        return 3 * self.seconds
