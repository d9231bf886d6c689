"""What is written down and counted of each request: its page by name, its status, how long it took."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from unionhall.operations import counters
from unionhall.operations.logs import request_id

log = logging.getLogger("unionhall.requests")
UNCOUNTED = ("health_live", "health_ready", "health_daily", "metrics")  # machines that ask every few seconds


class RequestMiddleware:
    """Gives each request a number, which its log lines and its answer carry; it says nothing of who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = uuid4().hex
        mark = request_id.set(number)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            _write_down(request, response, time.perf_counter() - begun)
        finally:
            request_id.reset(mark)
        return response


def _write_down(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    match = request.resolver_match
    page = match.view_name if match else "nowhere"
    if page in UNCOUNTED or getattr(match and match.func, "is_unwritten", False):
        return
    method = request.method if request.method in ("GET", "HEAD", "POST") else "other"
    counters.count(method or "other", page, response.status_code, seconds)
    facts = {"method": method, "page": page, "status": response.status_code, "ms": round(seconds * 1000)}
    log.info("answered", extra={"facts": facts})
