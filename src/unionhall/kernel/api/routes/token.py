"""The token itself."""

from django.http import HttpRequest
from ninja import Router

from unionhall.kernel.api.calling import token_of
from unionhall.kernel.api.shapes import TokenShape

router = Router(tags=["token"])


@router.get("/token", response=TokenShape, summary="What this token is good for")
def read_token(request: HttpRequest) -> TokenShape:
    """For whom it acts, within which scopes, until when."""
    token = token_of(request)
    return TokenShape(name=token.name, person=token.person.name, scopes=token.scopes, ends_on=token.ends_on)
