"""How often somebody without an account may try something."""

from django.http import HttpRequest

from unionhall.kernel.privacy import counting


def is_within(request: HttpRequest, act: str, *, hourly: int) -> bool:
    """Count a try; whether the address is still within what one may do in an hour."""
    return counting.count(request.META.get("REMOTE_ADDR", ""), act) <= hourly
