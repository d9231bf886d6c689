"""What the operator sets about signing in."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unionhall.environment.variables import WrongSetting, flag, number, split

AN_HOUR, A_DAY, TWO_WEEKS = 60, 24 * 60, 14 * 24 * 60  # in minutes
IDLE = (5, TWO_WEEKS)
LOOKED_AT = 100  # lines of a list, and signs of each
DIGEST = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\r?\n?")


@dataclass(frozen=True)
class SingleSignOn:
    """The union's own sign-in, which the hall trusts to say who has which e-mail address."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    title: str
    admits: bool


@dataclass(frozen=True)
class SignIn:
    """`second_factor_days`: after an office is granted; None where nobody needs a second step.

    `refused_passwords` is a file of more passwords that nobody may take, `breached_passwords` one of digests.
    After so many idle minutes a sign-in is over.
    """

    second_factor_days: int | None
    idle_minutes: int
    idle_minutes_officers: int
    phone_region: str
    single_sign_on: SingleSignOn | None
    refused_passwords: Path | None = None
    breached_passwords: Path | None = None


def read_sign_in(variables: Mapping[str, str]) -> SignIn:
    """The settings in `variables`; raises WrongSetting."""
    return SignIn(
        _second_factor_days(variables),
        number(variables, "UNIONHALL_IDLE_MINUTES", A_DAY, *IDLE),
        number(variables, "UNIONHALL_IDLE_MINUTES_OFFICERS", AN_HOUR, *IDLE),
        _phone_region(variables),
        _single_sign_on(variables),
        _refused_passwords(variables),
        _breached_passwords(variables),
    )


def _refused_passwords(variables: Mapping[str, str]) -> Path | None:
    """A file of passwords that nobody may take, one a line."""
    path = variables.get("UNIONHALL_REFUSED_PASSWORDS")
    if path and not os.access(path, os.R_OK):
        raise WrongSetting(f"UNIONHALL_REFUSED_PASSWORDS: {path} can't be read.")
    return Path(path) if path else None


def _breached_passwords(variables: Mapping[str, str]) -> Path | None:
    """A file of digests of stolen passwords; that it is one shows in its first lines."""
    path = variables.get("UNIONHALL_BREACHED_PASSWORDS")
    if not path:
        return None
    try:
        with Path(path).open("rb") as file:
            lines = [line for _number in range(LOOKED_AT) if (line := file.readline(LOOKED_AT))]
    except OSError as error:
        raise WrongSetting(
            f"UNIONHALL_BREACHED_PASSWORDS: {path} can't be read: {error.strerror}."
        ) from error
    digests = [line[:40].upper() for line in lines]
    if not lines or digests != sorted(digests) or not all(DIGEST.fullmatch(line) for line in lines):
        raise WrongSetting(
            f"UNIONHALL_BREACHED_PASSWORDS must be SHA-1 digests in their order, one a line, unlike {path}."
        )
    return Path(path)


def _second_factor_days(variables: Mapping[str, str]) -> int | None:
    """Days after an office is granted; None where nobody needs a second step."""
    if variables.get("UNIONHALL_SECOND_FACTOR_DAYS", "").strip().lower() == "off":
        return None
    return number(variables, "UNIONHALL_SECOND_FACTOR_DAYS", 0, 0, 365)


def _phone_region(variables: Mapping[str, str]) -> str:
    region = variables.get("UNIONHALL_PHONE_REGION") or "CN"
    if not re.fullmatch(r"[A-Z]{2}", region):
        raise WrongSetting(f"UNIONHALL_PHONE_REGION must be two capitals like CN or GB, not {region!r}.")
    return region


def _single_sign_on(variables: Mapping[str, str]) -> SingleSignOn | None:
    issuer = variables.get("UNIONHALL_OIDC_ISSUER")
    if not issuer:
        return None
    parts = split("UNIONHALL_OIDC_ISSUER", issuer)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting("UNIONHALL_OIDC_ISSUER must look like https://id.example.org.")
    client_id = variables.get("UNIONHALL_OIDC_CLIENT_ID", "")
    secret = variables.get("UNIONHALL_OIDC_CLIENT_SECRET", "")
    if not client_id or not secret:
        raise WrongSetting(
            "UNIONHALL_OIDC_ISSUER needs UNIONHALL_OIDC_CLIENT_ID and _CLIENT_SECRET beside it."
        )
    title = variables.get("UNIONHALL_OIDC_TITLE") or str(parts.hostname)
    admits = flag(variables, "UNIONHALL_OIDC_ADMITS")
    return SingleSignOn(issuer.rstrip("/"), client_id, secret, title, admits)
