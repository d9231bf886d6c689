"""How often something is tried from one address, without keeping any address.

Counted is a keyed hash. Its key is made anew each day and the old one is thrown away with all its counts,
so that nobody can tell afterwards who was here.
"""

import hmac
import secrets
from datetime import date, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import connection
from django.utils import timezone

from unionhall.kernel.privacy.models import AddressCount, DailyKey

COUNT = """
    INSERT INTO privacy_addresscount (digest, hour, count) VALUES (%s, %s, 1)
    ON CONFLICT (digest, hour) DO UPDATE SET count = privacy_addresscount.count + 1 RETURNING count
"""
IPV6 = {64: 1, 48: 16}  # bits of a network, and the share that it has


def count(address: str, act: str) -> int:
    """Count one try of an act from an address; how many there were in this hour, this one included."""
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [digest(f"{act} {address}"), now.replace(minute=0, second=0, microsecond=0)])
        row = cursor.fetchone()
    return int(row[0])


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
    return hmac.new(_key(timezone.now().date()), text.encode(), sha256).hexdigest()


def forget(today: date | None = None) -> None:
    """Throw away the keys of other days and every count that is over."""
    day = today or timezone.now().date()
    DailyKey.objects.exclude(day=day).delete()
    AddressCount.objects.filter(hour__lt=timezone.now() - timedelta(hours=1)).delete()


def _key(day: date) -> bytes:
    """The day's key (days of UTC); the first who asks makes it and throws the older ones away."""
    kept = DailyKey.objects.filter(day=day).first()
    if kept is None:
        forget(day)
        kept, _new = DailyKey.objects.get_or_create(day=day, defaults={"key": secrets.token_bytes(32)})
    return bytes(kept.key)
