"""How often somebody without an account may try something."""

from django.http import HttpRequest

from unionhall.kernel.privacy import counting


class TooManyTries(Exception):
    """Somebody tried it as often as one may in an hour."""

    status = 429
    message = ""


def is_within(request: HttpRequest, act: str, *, hourly: int) -> bool:
    """Count a try; whether the address and its network are still within what they may do in an hour."""
    counted = counting.networks(request.META.get("REMOTE_ADDR", ""))
    spent = [counting.count(network, act) > hourly * times for network, times in counted]  # each is counted
    return not any(spent)


def check(request: HttpRequest, act: str, *, hourly: int) -> None:
    """Raises TooManyTries once it is too many."""
    if not is_within(request, act, hourly=hourly):
        raise TooManyTries
