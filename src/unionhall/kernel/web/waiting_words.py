"""What somebody typed isn't lost when their form can't be taken now: it waits in the page that says why."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from unionhall.kernel.people.models import Person
from unionhall.kernel.web import speaking

TOKEN = "csrfmiddlewaretoken"
SECRETS = "/account/"  # passwords and codes are typed there, which no page says again


class WaitingWordsMiddleware:
    """Asks who is no more signed in to sign in, and keeps what they just sent until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        return ask_to_sign_in(request) if _leads_away(request, answer) else answer


def _leads_away(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether a form of ours, full of words, is answered by the way to the sign-in."""
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return False
    is_to_sign_in = answer.status_code == 302 and answer["Location"].startswith(
        resolve_url(settings.LOGIN_URL)
    )
    return is_to_sign_in and not isinstance(request.user, Person) and bool(words_of(request))


def words_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed into a form of the hall."""
    is_told = request.method == "POST" and not request.path.startswith(SECRETS)
    return typed(request) if is_told else []


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field of a form that was sent, but the token that was good for that page alone."""
    return [(name, value) for name in request.POST if name != TOKEN for value in request.POST.getlist(name)]


def ask_to_sign_in(request: HttpRequest, *, in_any_language: bool = False) -> HttpResponse:
    """A session that ended takes nothing with it but files: the rest waits in the page."""
    context = {
        **waiting(request, typed(request)),
        "walk": in_any_language,
        "answers_a_form": not in_any_language,
    }
    return render(request, "web/signed_out.html", context, status=409)


def waiting(request: HttpRequest, words: list[tuple[str, str]]) -> dict[str, Any]:
    """What a page needs to send the words once more; files have to be chosen anew, so then it shows the form.

    A button of the language menu doesn't send a form: what was typed stands in it again.
    """
    return {"typed": words, "lost_files": bool(request.FILES), "not_sending": speaking.NAME}
