"""How sign-in behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class HallAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs themselves up: membership is granted by a register keeper."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
