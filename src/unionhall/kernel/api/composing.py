"""The interface itself: ninja with our errors, our names and a schema that says all of it."""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from unionhall.kernel.api import describing, pages, routes, wording
from unionhall.kernel.api.bodies import JsonParser
from unionhall.kernel.api.calling import Bearer
from unionhall.kernel.api.problems import Problem
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.places.locate import NoPlaceYet
from unionhall.kernel.procedures.refusals import KeyReused, NotAllowed, Refusal
from unionhall.kernel.web.away import AGAIN_SECONDS, is_away

VERSION = "1"
KINDS_OF_REFUSALS = {403: "not-allowed", 409: "not-now", 422: "invalid", 429: "too-many"}
UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError, HttpError)
log = logging.getLogger(__name__)


class HallApi(NinjaAPI):
    """One interface for all rooms; the kernel's operations come first."""

    def __init__(self) -> None:
        super().__init__(
            title="unionhall",
            version=VERSION,
            description=describing.WELCOME,
            urls_namespace="api",
            docs_url=None,
            docs_decorator=require_safe,
            auth=Bearer(),
            parser=JsonParser(),
        )
        for router in routes.ROUTERS:
            self.add_router("", router)

    def add_rooms(self, rooms: Iterable[tuple[str, Router]]) -> None:
        """Take in the routers of rooms, each below its room's label."""
        for label, router in rooms:
            self.add_router(f"/{label}", router, tags=[label])

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Every error as a problem; what nobody foresaw is logged and told without a word of it."""
        problem = _problem(exc)
        if problem.kind.status >= 500:
            log.error("an operation failed", exc_info=exc)
        return problem.answer()

    @method_decorator(require_safe)
    def front(self, request: HttpRequest) -> HttpResponse:
        """What the interface can do, for people to read."""
        return pages.front(request, self.get_openapi_schema())

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """What is said of people is kept nowhere on the way."""
        response = super().create_temporal_response(request)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return name_of(operation)

    def get_operation_url_name(self, operation: Operation, router: Router) -> str:
        return name_of(operation)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        describing.complete(schema)
        return schema


def name_of(operation: Operation) -> str:
    """The function's name; a room's begins with the room, so that two rooms can't clash."""
    package, _dot, _module = operation.view_func.__module__.rpartition(".")
    room = package.rpartition(".")[2] if ".rooms." in package else ""
    name: str = operation.view_func.__name__
    return f"{room}_{name}" if room else name


def _problem(error: Exception) -> Problem:
    cause = error.__cause__
    if isinstance(error, Problem):
        return error
    if isinstance(error, HttpError) and isinstance(cause, Problem):
        return cause
    return _of_refusal(error) or _of_call(error) or _of_the_hall(error)


def _of_refusal(error: Exception) -> Problem | None:
    """What the hall itself refuses."""
    match error:
        case KeyReused():
            return Problem("key-reused")
        case NotAllowed():
            return Problem("not-allowed")
        case Refusal():
            return Problem(KINDS_OF_REFUSALS.get(error.status, "not-now"), error.message)
        case NobodyAnswers():
            return Problem("not-now", error.message)
        case NoPlaceYet():
            return Problem("not-now", error)
    return None


def _of_call(error: Exception) -> Problem | None:
    """What is wrong with the call."""
    match error:
        case AuthenticationError():
            return Problem("no-token", headers={"WWW-Authenticate": "Bearer"})
        case Http404():
            return Problem("not-found")
        case PermissionDenied():
            return Problem("not-allowed")
        case ValidationError():
            return Problem("invalid-parameter", faults=wording.of_parameters(error.errors))
        case RequestDataTooBig():
            return Problem("too-large")
    return Problem("unreadable") if isinstance(error, UNREADABLE) else None


def _of_the_hall(error: Exception) -> Problem:
    """What is wrong on our side."""
    if is_away(error):
        return Problem("away", headers={"Retry-After": str(AGAIN_SECONDS)})
    return Problem("failed")
