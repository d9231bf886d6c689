"""The step after a code by phone: something else that only the person has, where a number is not enough."""

import time
from secrets import compare_digest
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import stash_login
from allauth.account.stages import EmailVerificationStage, LoginStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from unionhall.kernel.people import taking_over
from unionhall.kernel.people.factors import has_second_step
from unionhall.kernel.people.models import Person

MOST_TRIES = 3
CODE_HOLDS = 10 * 60  # seconds


class ProvedEmailStage(EmailVerificationStage):  # type: ignore[misc]
    """An address must be confirmed before one signs in with it; who comes another way needs none."""

    def handle(self) -> Any:
        return super().handle() if self.login.email else (None, True)


class SecondProofStage(LoginStage):  # type: ignore[misc]
    """Asks for a code by e-mail, or for the member number where there is no e-mail."""

    key = "second_proof"
    urlname = "account_second_proof"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        person = self.login.user
        if not number_used(self.request, person) or has_second_step(person):
            return None, True
        if taking_over.is_number_enough(person):
            return None, True
        email = taking_over.proved_email(person)
        self.state.update({"tries": 0, "at": time.time(), "email": email, "code": _send_code(email)})
        return redirect("account_second_proof"), True

    def answer(self, text: str) -> bool:
        """Whether that is the proof; a try too many ends the sign-in."""
        expected = self.state["code"] or self.login.user.number
        given = "".join(text.split())
        if self.state["code"]:
            given, expected = given.upper().replace("-", ""), expected.upper().replace("-", "")
        if expected and self.is_open() and compare_digest(given.encode(), "".join(expected.split()).encode()):
            return True
        self.state["tries"] += 1
        return False

    def hint(self) -> str:
        """Where the code went, as much of it as its owner needs; empty if a member number is asked."""
        name, _at, host = self.state["email"].partition("@")
        return f"{name[:1]}…@{host}" if host else ""

    def keep(self) -> None:
        """Remember the tries for the next request."""
        stash_login(self.request, self.login)

    def is_open(self) -> bool:
        return bool(self.state["tries"] < MOST_TRIES and time.time() - self.state["at"] < CODE_HOLDS)


def number_used(request: HttpRequest, person: Person | None) -> str:
    """The number by which the person has just come, empty if they came another way."""
    records = get_authentication_records(request, person)
    return next((each["phone"] for each in reversed(records) if each.get("phone")), "")


def _send_code(email: str) -> str:
    """A code sent to the address; empty without one."""
    if not email:
        return ""
    adapter = get_adapter()
    code = str(adapter.generate_login_code())
    adapter.send_mail("account/email/login_code", email, {"code": code})
    return code
