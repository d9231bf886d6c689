"""From a URL to a call: the method, the format by its suffix, and every error in that format."""

from collections.abc import Callable

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.places.locate import NoPlaceYet
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.rooms.desk.open311.errors import NotFound, NotThisWay, TooLarge, Wrong, explain
from unionhall.rooms.desk.open311.rendering import Document, respond

Call = Callable[..., Document]
View = Callable[..., HttpResponse]

UNREADABLE = (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError)
TOLD = (Wrong, Refusal, NobodyAnswers, NoPlaceYet, *UNREADABLE)


def for_programs(view: View) -> View:
    """A view that no browser's form is meant for, and that nobody is led to from an unencrypted address."""
    exempt: View = csrf_exempt(view)
    exempt.is_for_programs = True  # type: ignore[attr-defined]
    return exempt


def answers(*, get: Call | None = None, post: Call | None = None) -> View:
    """A view that makes the call of the request's method and answers in the format of the URL's suffix.

    It has no cookie to protect: a program proves itself by its key, so forms of other sites gain nothing.
    """
    calls = {"GET": get, "HEAD": get, "POST": post}
    allowed = ", ".join(method for method, call in calls.items() if call)

    @for_programs
    def view(request: HttpRequest, form: str, **names: str) -> HttpResponse:
        call = calls.get(request.method or "")
        if call is None:
            return _refuse_method(allowed, form)
        try:
            return respond(call(request, **names), form=form)
        except TOLD as error:
            return explain(_as_wrong(error), form=form)

    return view


@for_programs
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that isn't one of ours, in JSON if its suffix says so, else in XML."""
    wrong = NotFound(_("There is no such address here. Ask for discovery.xml, services.xml or requests.xml."))
    return explain(wrong, form="json" if rest.endswith(".json") else "xml")


def _refuse_method(allowed: str, form: str) -> HttpResponse:
    response = explain(NotThisWay(_("This address takes %s.") % allowed), form=form)
    response["Allow"] = allowed
    return response


def _as_wrong(error: Exception) -> Wrong:
    """The error as it is told to the client."""
    if isinstance(error, Wrong):
        return error
    if isinstance(error, RequestDataTooBig):
        return TooLarge(_("The request is too large."))
    if isinstance(error, UNREADABLE):
        return Wrong(_("The request can't be read: send a form in UTF-8."))
    return Wrong(error.message if isinstance(error, Refusal | NobodyAnswers) else error)
