"""What people read when something can't be shown or done."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.looking_up import TooManyLookUps
from unionhall.kernel.procedures.refusals import Refusal


class RefusalMiddleware:
    """Turns a refused move into a page that says why; pages never catch refusals themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (Refusal, TooManyLookUps)):
            heading = getattr(exception, "heading", "")
            return page(request, exception.status, exception.message, heading=heading)
        if isinstance(exception, NobodyAnswers):
            return page(request, 409, exception.message)
        return None


def page(request: HttpRequest, status: int, message: object = "", *, heading: object = "") -> HttpResponse:
    """The page for a status; 403 and 409 can say why.

    What answers to a form can't be asked for again by its address, in another language either.
    """
    template = status if status in (400, 403, 404, 409, 429) else 409
    context = {"message": message, "heading": heading, "answers_a_form": request.method == "POST"}
    return render(request, f"{template}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
