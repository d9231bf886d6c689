"""Each screen has an address of its own, which names the draft by a token that nobody can make up.

A member's token is good for that member alone: it only says which draft, and opens nothing. A guest's token
is part of the key: whoever has it opens the draft. So it is good for two hours, stands in no log of the hall,
and the browser must say that it comes from a page of the hall, not from its history or another site.
"""

import secrets
from base64 import urlsafe_b64encode

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

BYTES, PROOF = 16, 12
GUEST, MEMBER = "g", "m"


def new_token(asker: int) -> str:
    """A token for somebody signed in, by their number, or for a guest, 0."""
    drawn = (MEMBER if asker else GUEST) + secrets.token_urlsafe(BYTES)
    return drawn + _proof(drawn, asker)


def is_of(token: str, asker: int) -> bool:
    """Whether the hall made the token for this asker."""
    drawn = token[: -PROOF * 4 // 3]
    return token.startswith(MEMBER if asker else GUEST) and constant_time_compare(
        token, drawn + _proof(drawn, asker)
    )


def is_members(token: str) -> bool:
    """Whether it looks like one of somebody signed in."""
    return token.startswith(MEMBER)


def is_from_our_pages(request: HttpRequest) -> bool:
    """False where the browser says that the address was typed, kept, found in its history or elsewhere.

    Going back and forward counts as coming from the page before; old browsers don't say it, and are believed.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _proof(drawn: str, asker: int) -> str:
    made = salted_hmac("unionhall.walk", f"{drawn} {asker}", algorithm="sha256").digest()
    return urlsafe_b64encode(made[:PROOF]).decode()
