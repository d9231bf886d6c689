"""How often somebody without an account may try something."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from unionhall.kernel.privacy import counting
from unionhall.kernel.web import errors


def is_within(request: HttpRequest, act: str, *, hourly: int) -> bool:
    """Count a try; whether the address is still within what one may do in an hour."""
    return counting.count(request.META.get("REMOTE_ADDR", ""), act) <= hourly


def limited(act: str, *, hourly: int) -> Callable[..., Any]:
    """Answer 429 to somebody without an account who posts more often than that in an hour."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            is_guest_post = request.method == "POST" and not request.user.is_authenticated
            if is_guest_post and not is_within(request, act, hourly=hourly):
                return errors.page(request, 429)
            return view(request, *args, **kwargs)

        return counted

    return decorate
