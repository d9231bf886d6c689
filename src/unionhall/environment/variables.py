"""Reading one environment variable: what it must look like, and the line that says so."""

from collections.abc import Mapping
from ipaddress import ip_network
from urllib.parse import SplitResult, urlsplit

TRUE = ("1", "true", "yes", "on")
FALSE = ("", "0", "false", "no", "off")


class WrongSetting(ValueError):
    """A variable has a value that the hall can't use; the message is one line for the operator."""


def split(name: str, url: str) -> SplitResult:
    """The parts of an address."""
    try:
        return urlsplit(url)
    except ValueError as error:
        raise WrongSetting(f"{name} is not an address: {error}.") from error


def port_of(name: str, parts: SplitResult) -> int | None:
    """The port in an address, if one stands there."""
    try:
        return parts.port
    except ValueError as error:
        raise WrongSetting(f"{name} has a wrong port.") from error


def number(variables: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """A whole number between two others, both included."""
    text = variables.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise WrongSetting(f"{name} must be a whole number from {least} to {most}, not {text!r}.")
    return int(text)


def flag(variables: Mapping[str, str], name: str) -> bool:
    """Yes or no."""
    text = variables.get(name, "").strip().lower()
    if text not in TRUE + FALSE:
        raise WrongSetting(f"{name} must be 1 or 0, not {text!r}.")
    return text in TRUE


def networks(variables: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    """Network addresses, or networks as 10.0.0.0/24, divided by spaces."""
    found = (variables.get(name) or default).split()
    for text in found:
        try:
            ip_network(text)
        except ValueError as error:
            raise WrongSetting(f"{name} must be network addresses like 10.0.0.7, not {text!r}.") from error
    return tuple(found)


def check_database(name: str, url: str) -> None:
    """Raise WrongSetting for what is no address of a PostgreSQL."""
    parts = split(name, url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise WrongSetting(f"{name} must look like postgresql://user:password@host/name.")
