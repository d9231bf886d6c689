"""Who calls: the person behind a token, within its scopes, a thousand times an hour at most."""

from collections.abc import Mapping
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone, translation
from ninja import Header
from ninja.security import HttpBearer

from unionhall.kernel.api import tokens
from unionhall.kernel.api.models import Token
from unionhall.kernel.api.problems import Problem
from unionhall.kernel.people.factors import lacks_second_step
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy import counting

HOURLY = 1_000
LONGEST_KEY = 200
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=LONGEST_KEY,
        pattern=r"^[!-~]+$",
        description="Any text of your own. The same call with the same key happens once.",
    ),
]


class Bearer(HttpBearer):
    """`Authorization: Bearer …`; with a scope, only for tokens that have it."""

    def __init__(self, scope: str = "") -> None:
        self.scope = scope
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        found = tokens.find(token)
        if found is None:
            return None
        if "Accept-Language" not in request.headers:
            translation.activate(found.person.language)
        _count(found)
        if lacks_second_step(found.person):
            raise Problem("no-second-step")
        if self.scope:
            demand(found, self.scope)
        return found


def needs(scope: str) -> Mapping[str, Any]:
    """What an operation declares that only tokens with that scope may call."""
    return {"auth": Bearer(scope), "openapi_extra": {"x-scope": scope}}


def demand(token: Token, scope: str) -> None:
    """Problem where the token lacks the scope."""
    if scope not in token.scopes:
        raise Problem("missing-scope", headers={"WWW-Authenticate": f'Bearer scope="{scope}"'})


def token_of(request: HttpRequest) -> Token:
    token: Token = request.auth  # type: ignore[attr-defined]  # set by ninja
    return token


def caller(request: HttpRequest) -> Person:
    """The person that the program acts for."""
    person: Person = token_of(request).person
    return person


def _count(token: Token) -> None:
    if counting.count_known(f"token {token.pk}", "api") <= HOURLY:
        return
    now = timezone.now()
    left = 3_600 - now.minute * 60 - now.second
    raise Problem("too-many", headers={"Retry-After": str(left)})
