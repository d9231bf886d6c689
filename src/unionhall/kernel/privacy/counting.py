"""How often something is tried, kept in files of their own: no row, no order and no time of a try.

A file of small numbers stands for an act and an hour. Which of them counts an address is said by a keyed
hash; a million addresses share each. The key is made anew each day and thrown away, the numbers each hour.
The folder is in no database and no backup; machines that count together share it.
"""

import fcntl
import hmac
import os
from datetime import date, datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from unionhall.ground import secret_files

ADDRESSES = 4_096  # numbers for all addresses together
KNOWN = 1 << 20  # numbers for members and programs, whom the hall knows anyway
SIZE = 4  # bytes of a number
IPV6 = {64: 1, 48: 16}  # bits of a network, and the share that it has


def count(address: str, act: str) -> int:
    """Count one try of an act from an address; how many there were in this hour, this one included.

    Those of the other addresses that share its number are counted with it.
    """
    return _count(address, act, ADDRESSES)


def count_known(name: str, act: str) -> int:
    """The same for a member or a program."""
    return _count(name, act, KNOWN)


def networks(address: str) -> list[tuple[str, int]]:
    """What an address counts as, the narrowest first, each with how many times one address's share it has.

    One line of IPv6 has at least a /64 of addresses to choose from, and often a /48.
    """
    try:
        ip = ip_address(address.partition("%")[0])  # without the card it came by
    except ValueError:
        return [(address, 1)]
    if isinstance(ip, IPv6Address) and not ip.ipv4_mapped:
        return [(str(ip_network((ip, bits), strict=False)), times) for bits, times in IPV6.items()]
    return [(str(getattr(ip, "ipv4_mapped", None) or ip), 1)]


def digest(text: str) -> str:
    """A text under the key of today: the same text gives the same digest until midnight (UTC)."""
    return _hashed(text).hex()


def forget() -> None:
    """Throw away the keys of other days and the numbers of other hours."""
    now = timezone.now()
    current = (_key_file(now.date()).name, f"{_hour(now)} ")
    for path in settings.KEYS.counts.glob("[!.]*"):
        if not path.name.startswith(current):
            path.unlink(missing_ok=True)


def _count(name: str, act: str, among: int) -> int:
    path = settings.KEYS.counts / f"{_hour(timezone.now())} {act}"
    place = int.from_bytes(_hashed(name)[:8]) % among
    if not path.exists():
        forget()
    return _add(path, place * SIZE)


def _add(path: Path, at: int) -> int:
    """One more at this place of the file, which no other process reads or writes meanwhile."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(at)
        number = int.from_bytes(file.read(SIZE)) + 1
        file.seek(at)
        file.write(number.to_bytes(SIZE))
    return number


def _hashed(text: str) -> bytes:
    key = secret_files.read_or_create(_key_file(timezone.now().date()))
    return hmac.digest(key.encode(), text.encode(), sha256)


def _key_file(day: date) -> Path:
    path: Path = settings.KEYS.counts / f"key {day.isoformat()}"
    return path


def _hour(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H}"
