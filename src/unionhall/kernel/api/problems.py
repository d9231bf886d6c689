"""What went wrong, as RFC 9457 says it: `application/problem+json`, in the caller's language."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
ADDRESS = "/api/"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its name in addresses, its status, and what to do about it."""

    name: str
    status: int
    advice: Any


KINDS = (
    Kind("unreadable", 400, _("The body is not what it says it is. Send JSON in UTF-8, or a form.")),
    Kind(
        "invalid-parameter",
        400,
        _("A part of the call has the wrong form; errors says which."),
    ),
    Kind("no-token", 401, _("The token is missing, wrong or over. Send it as Authorization: Bearer.")),
    Kind("missing-scope", 403, _("The token is good, but not for this. Make one with the scope it lacks.")),
    Kind("no-second-step", 403, _("You hold an office. Set up your second step at sign-in first.")),
    Kind("not-allowed", 403, _("You can see this matter, but this step is not yours to take.")),
    Kind("sealed", 403, _("What is sealed is opened on the pages of the hall only, never by a token.")),
    Kind("not-found", 404, _("There is nothing here for you: it doesn't exist, or you may not see it.")),
    Kind("method-not-allowed", 405, _("This address doesn't take this method; the header Allow says which.")),
    Kind("not-now", 409, _("The matter has moved on, or nobody can take it. Read it again.")),
    Kind("too-large", 413, _("The body is too large.")),
    Kind("media-type", 415, _("This address takes JSON, or a form where a file goes with it.")),
    Kind("invalid", 422, _("What was said can't be taken as it is; errors says why.")),
    Kind("key-reused", 422, _("This Idempotency-Key was used before for something else. Make a new one.")),
    Kind("too-many", 429, _("The token made too many calls; the header Retry-After says when to go on.")),
    Kind("failed", 500, _("The hall failed. Nothing was changed; try again later.")),
    Kind(
        "away",
        503,
        _("The database is away for a moment. Send the same call again with the same Idempotency-Key."),
    ),
)
_BY_NAME = {kind.name: kind for kind in KINDS}
_BY_STATUS = {kind.status: kind for kind in reversed(KINDS)}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where in the body (a JSON pointer) or in which parameter, and what."""

    detail: Any
    pointer: str = ""
    parameter: str = ""

    def words(self) -> dict[str, str]:
        place = {"pointer": self.pointer} if self.pointer else {"parameter": self.parameter}
        return {"detail": str(self.detail), **place}


class Problem(Exception):
    """A call that is answered with a problem of that kind; `detail` is said instead of the kind's advice."""

    def __init__(
        self,
        kind: str,
        detail: Any = None,
        *,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.faults, self.headers = _BY_NAME[kind], detail, faults, headers

    def answer(self) -> HttpResponse:
        """The problem as a response."""
        return _answer(self.kind, self.detail, faults=self.faults, headers=self.headers)


def _answer(
    kind: Kind,
    detail: Any = None,
    *,
    status: int = 0,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    said: dict[str, Any] = {
        "type": f"{settings.HALL_ADDRESS}{reverse('api_front')}#{kind.name}",
        "title": HTTPStatus(status or kind.status).phrase,
        "status": status or kind.status,
        "detail": str(detail or kind.advice),
    }
    if faults:
        said["errors"] = [fault.words() for fault in faults]
    return JsonResponse(
        said,
        status=said["status"],
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
        json_dumps_params={"ensure_ascii": False},
    )


class ProblemMiddleware:
    """Says what Django itself refuses below `/api/` as a problem, too: no such address, no such method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if answer.status_code < HTTPStatus.BAD_REQUEST or not _is_for_programs(request):
            return answer
        if answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return answer
        kept = {name: answer.headers[name] for name in ("Allow", "Retry-After") if name in answer.headers}
        kind = _BY_STATUS.get(answer.status_code, _BY_NAME["unreadable"])
        return _answer(kind, status=answer.status_code, headers=kept)


def _is_for_programs(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.path.startswith(ADDRESS) and (match is None or "api" in match.namespaces)
