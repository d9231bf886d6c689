"""The union's own sign-in (OpenID Connect), as allauth's settings want it."""

from typing import Any
from urllib.parse import urlsplit

from unionhall.environment.sign_in import SingleSignOn

NAME = "union"  # in its addresses: /account/oidc/union/login/


def openid_apps(known: SingleSignOn | None) -> list[dict[str, Any]]:
    """The one provider, or none."""
    if known is None:
        return []
    return [
        {
            "provider_id": NAME,
            "name": known.title,
            "client_id": known.client_id,
            "secret": known.client_secret,
            "settings": {"server_url": known.issuer, "oauth_pkce_enabled": True},
        }
    ]


def origins(known: SingleSignOn | None) -> list[str]:
    """Where a form of ours may lead besides the hall itself."""
    return [f"{parts.scheme}://{parts.netloc}" for parts in [urlsplit(known.issuer)]] if known else []
