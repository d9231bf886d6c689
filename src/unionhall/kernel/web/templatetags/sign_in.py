"""What this hall offers at sign-in."""

from django import template
from django.conf import settings
from django.urls import reverse

from unionhall.kernel.contract import Offer
from unionhall.kernel.people import texting
from unionhall.kernel.people.openid import NAME
from unionhall.kernel.web import offers

register = template.Library()


@register.simple_tag
def can_text() -> bool:
    """Whether the hall can send codes to telephones."""
    return texting.is_available()


@register.simple_tag
def without_account() -> list[Offer]:
    """What one can do here without signing in."""
    return offers.without_account()


@register.simple_tag
def union_sign_in() -> dict[str, str]:
    """The address and title of the union's own sign-in, empty without one."""
    known = settings.SINGLE_SIGN_ON
    return {"url": reverse("openid_connect_login", args=[NAME]), "title": known.title} if known else {}
