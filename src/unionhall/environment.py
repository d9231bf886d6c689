"""What the operator sets through environment variables, read and checked once at the start."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import SplitResult, unquote, urlsplit

from unionhall import secret_files
from unionhall.database.addresses import APPLICATION, OWNER, embedded_url

TRUE = ("1", "true", "yes", "on")
FALSE = ("", "0", "false", "no", "off")
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class WrongSetting(ValueError):
    """A variable has a value that the hall can't use; the message is one line for the operator."""


@dataclass(frozen=True)
class Setting:
    """One environment variable, as the documentation lists it."""

    name: str
    meaning: str


SETTINGS = (
    Setting("UNIONHALL_HOME", "the folder of everything the hall keeps"),
    Setting("DATABASE_URL", "a PostgreSQL of your own for the application"),
    Setting("DATABASE_OWNER_URL", "the same database for the role that owns the tables"),
    Setting("PORT", "the port of the web server"),
    Setting("UNIONHALL_HOST", "the network address the web server listens on"),
    Setting("UNIONHALL_ADDRESS", "the address people type"),
    Setting("UNIONHALL_DEBUG", "pages for developers instead of error pages"),
    Setting("UNIONHALL_SECRET_KEY", "the key that signs cookies and links"),
    Setting("UNIONHALL_MAIL_URL", "the mail server"),
    Setting("UNIONHALL_MAIL_FROM", "the sender of the hall's mail"),
    Setting("UNIONHALL_PROCESSES", "web processes"),
    Setting("UNIONHALL_SECOND_FACTOR_DAYS", "how soon who holds an office needs a second step at sign-in"),
    Setting("UNIONHALL_PHONE_REGION", "the country of telephone numbers written without one"),
    Setting("UNIONHALL_OIDC_ISSUER", "the sign-in that the union has already (OpenID Connect)"),
    Setting("UNIONHALL_OIDC_CLIENT_ID", "the hall's name there"),
    Setting("UNIONHALL_OIDC_CLIENT_SECRET", "the hall's secret there"),
    Setting("UNIONHALL_OIDC_TITLE", "what people call it"),
    Setting("UNIONHALL_OIDC_ADMITS", "whether who signs in there and is unknown here gets an account"),
)


@dataclass(frozen=True)
class Mail:
    """How mail leaves; without a server it is written into files of the home.

    `starttls` begins in the clear and turns to TLS, `tls` is encrypted from the first byte.
    """

    sender: str
    backend: str = "django.core.mail.backends.filebased.EmailBackend"
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False
    tls: bool = False


@dataclass(frozen=True)
class SingleSignOn:
    """The union's own sign-in, which the hall trusts to say who has which e-mail address."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    title: str
    admits: bool


@dataclass(frozen=True)
class Environment:
    """Every setting with its default filled in."""

    home: Path
    database_url: str = field(repr=False)
    database_owner_url: str = field(repr=False)
    database_is_embedded: bool
    host: str
    port: int
    address: str
    debug: bool
    secret_key: str = field(repr=False)
    mail: Mail
    processes: int
    second_factor_days: int | None
    phone_region: str
    single_sign_on: SingleSignOn | None


def load() -> Environment:
    """The environment of this process; a wrong value ends it with one line on stderr and exit code 2."""
    try:
        return read(os.environ)
    except WrongSetting as wrong:
        _refuse(str(wrong))


def load_with(**values: str) -> Environment:
    """Set variables for this process and all it starts, then load."""
    os.environ.update(values)
    return load()


def read(variables: Mapping[str, str]) -> Environment:
    """The environment in `variables`; raises `WrongSetting`. Makes the home and its secrets on first use."""
    home = _home(variables)
    port = _number(variables, "PORT", 8000, 1, 65535)
    url, owner_url = _database(variables, home)
    return Environment(
        home=home,
        database_url=url,
        database_owner_url=owner_url,
        database_is_embedded=not variables.get("DATABASE_URL"),
        host=variables.get("UNIONHALL_HOST") or "127.0.0.1",
        port=port,
        address=_address(variables, port),
        debug=_flag(variables, "UNIONHALL_DEBUG"),
        secret_key=_secret_key(variables, home),
        mail=_mail(variables),
        processes=_number(variables, "UNIONHALL_PROCESSES", 2, 1, 64),
        second_factor_days=_second_factor_days(variables),
        phone_region=_phone_region(variables),
        single_sign_on=_single_sign_on(variables),
    )


def _refuse(line: str) -> NoReturn:
    print(line, file=sys.stderr)
    raise SystemExit(2)


def _home(variables: Mapping[str, str]) -> Path:
    base = variables.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    home = Path(variables.get("UNIONHALL_HOME") or f"{base}/unionhall").expanduser().resolve()
    try:
        secret_files.make_private_folder(home)
    except OSError as error:
        raise WrongSetting(f"UNIONHALL_HOME: {home} can't be made: {error.strerror}.") from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise WrongSetting(f"UNIONHALL_HOME: {home} is not a folder you may write in.")
    return home


def _database(variables: Mapping[str, str], home: Path) -> tuple[str, str]:
    url, owner_url = variables.get("DATABASE_URL"), variables.get("DATABASE_OWNER_URL")
    if not url:
        if owner_url:
            raise WrongSetting("DATABASE_OWNER_URL needs DATABASE_URL beside it.")
        return embedded_url(home, APPLICATION), embedded_url(home, OWNER)
    _check_url("DATABASE_URL", url)
    _check_url("DATABASE_OWNER_URL", owner_url or url)
    return url, owner_url or url


def _check_url(name: str, url: str) -> None:
    parts = _split(name, url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise WrongSetting(f"{name} must look like postgresql://user:password@host/name.")


def _split(name: str, url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise WrongSetting(f"{name} is not an address: {error}.") from error


def _address(variables: Mapping[str, str], port: int) -> str:
    address = variables.get("UNIONHALL_ADDRESS") or f"http://localhost:{port}"
    parts = _split("UNIONHALL_ADDRESS", address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise WrongSetting(f"UNIONHALL_ADDRESS must look like https://hall.example.org, not {address!r}.")
    return address.rstrip("/")


def _secret_key(variables: Mapping[str, str], home: Path) -> str:
    key = variables.get("UNIONHALL_SECRET_KEY")
    if not key:
        return _readable(home / "secret_key", secret_files.read_or_create)
    if len(key) < 32:
        raise WrongSetting("UNIONHALL_SECRET_KEY must have at least 32 characters.")
    return key


def _readable(path: Path, read_file: Callable[[Path], str]) -> str:
    try:
        return read_file(path)
    except OSError as error:
        raise WrongSetting(f"UNIONHALL_HOME: {path} can't be read: {error.strerror}.") from error


def _mail(variables: Mapping[str, str]) -> Mail:
    url = variables.get("UNIONHALL_MAIL_URL")
    sender = variables.get("UNIONHALL_MAIL_FROM") or "hall@localhost"
    if "@" not in sender or "\n" in sender:
        raise WrongSetting(f"UNIONHALL_MAIL_FROM must be an e-mail address, not {sender!r}.")
    if not url:
        return Mail(sender)
    parts = _split("UNIONHALL_MAIL_URL", url)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise WrongSetting("UNIONHALL_MAIL_URL must look like smtp+starttls://user:password@host:587.")
    return Mail(
        sender,
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=_port("UNIONHALL_MAIL_URL", parts) or MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
    )


def _second_factor_days(variables: Mapping[str, str]) -> int | None:
    """Days after an office is granted; None where nobody needs a second step."""
    if variables.get("UNIONHALL_SECOND_FACTOR_DAYS", "").strip().lower() == "off":
        return None
    return _number(variables, "UNIONHALL_SECOND_FACTOR_DAYS", 0, 0, 365)


def _phone_region(variables: Mapping[str, str]) -> str:
    region = variables.get("UNIONHALL_PHONE_REGION") or "CN"
    if not re.fullmatch(r"[A-Z]{2}", region):
        raise WrongSetting(f"UNIONHALL_PHONE_REGION must be two capitals like CN or GB, not {region!r}.")
    return region


def _single_sign_on(variables: Mapping[str, str]) -> SingleSignOn | None:
    issuer = variables.get("UNIONHALL_OIDC_ISSUER")
    if not issuer:
        return None
    parts = _split("UNIONHALL_OIDC_ISSUER", issuer)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting("UNIONHALL_OIDC_ISSUER must look like https://id.example.org.")
    client_id = variables.get("UNIONHALL_OIDC_CLIENT_ID", "")
    secret = variables.get("UNIONHALL_OIDC_CLIENT_SECRET", "")
    if not client_id or not secret:
        raise WrongSetting("UNIONHALL_OIDC_ISSUER needs UNIONHALL_OIDC_CLIENT_ID and _CLIENT_SECRET beside it.")
    title = variables.get("UNIONHALL_OIDC_TITLE") or str(parts.hostname)
    admits = _flag(variables, "UNIONHALL_OIDC_ADMITS")
    return SingleSignOn(issuer.rstrip("/"), client_id, secret, title, admits)


def _port(name: str, parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError as error:
        raise WrongSetting(f"{name} has a wrong port.") from error


def _number(variables: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = variables.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise WrongSetting(f"{name} must be a whole number from {least} to {most}, not {text!r}.")
    return int(text)


def _flag(variables: Mapping[str, str], name: str) -> bool:
    text = variables.get(name, "").strip().lower()
    if text not in TRUE + FALSE:
        raise WrongSetting(f"{name} must be 1 or 0, not {text!r}.")
    return text in TRUE
