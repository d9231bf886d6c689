"""The environment as a whole: every variable read, checked and given its default."""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

from unionhall.environment.channels import Channels, read_channels
from unionhall.environment.days_off import DaysOff, read_days_off
from unionhall.environment.embedded_database import APPLICATION, OWNER, embedded_url
from unionhall.environment.files import Files, read_files
from unionhall.environment.keys import Keys, read_keys
from unionhall.environment.known import SETTINGS
from unionhall.environment.sign_in import SignIn, read_sign_in
from unionhall.environment.variables import (
    WrongSetting,
    check_database,
    flag,
    networks,
    number,
    port_of,
    split,
)
from unionhall.ground import secret_files

LOOPBACK = "127.0.0.1 ::1"
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


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
class Environment:
    """Every setting with its default filled in."""

    home: Path
    database_url: str = field(repr=False)
    database_owner_url: str = field(repr=False)
    database_direct_url: str = field(repr=False)
    database_replica_url: str = field(repr=False)
    database_replica_lag: int
    database_is_embedded: bool
    host: str
    port: int
    proxies: tuple[str, ...]
    address: str
    debug: bool
    secret_key: str = field(repr=False)
    mail: Mail
    processes: int
    metrics_token: str = field(repr=False)
    channels: Channels
    files: Files
    keys: Keys
    sign_in: SignIn
    witnesses: tuple[str, ...]
    security_contact: str
    days_off: DaysOff


def load() -> Environment:
    """The environment of this process; a wrong value ends it with one line on stderr and exit code 2."""
    try:
        return read(os.environ)
    except WrongSetting as wrong:
        _refuse(str(wrong))


def unknown(variables: Mapping[str, str]) -> list[str]:
    """Variables that look like settings of the hall and are none, as when one is misspelt."""
    known = {setting.name for setting in SETTINGS}
    return sorted(name for name in variables if name.startswith("UNIONHALL_") and name not in known)


def load_with(**values: str) -> Environment:
    """Set variables for this process and all it starts, then load."""
    os.environ.update(values)
    return load()


def read(variables: Mapping[str, str]) -> Environment:
    """The environment in `variables`; raises `WrongSetting`. Makes the home and its secrets on first use."""
    home = _home(variables)
    port = number(variables, "PORT", 8000, 1, 65535)
    url, direct_url, owner_url = _database(variables, home)
    return Environment(
        home=home,
        database_url=url,
        database_owner_url=owner_url,
        database_direct_url=direct_url,
        database_replica_url=_replica(variables),
        database_replica_lag=number(variables, "DATABASE_REPLICA_LAG", 30, 1, 86_400),
        database_is_embedded=not variables.get("DATABASE_URL"),
        host=variables.get("UNIONHALL_HOST") or "127.0.0.1",
        port=port,
        proxies=networks(variables, "UNIONHALL_PROXY", LOOPBACK),
        address=_address(variables, port),
        debug=flag(variables, "UNIONHALL_DEBUG"),
        secret_key=_secret_key(variables, home),
        mail=_mail(variables),
        processes=number(variables, "UNIONHALL_PROCESSES", 2, 1, 64),
        metrics_token=_metrics_token(variables),
        channels=read_channels(variables),
        files=read_files(variables, home),
        keys=read_keys(variables, home),
        sign_in=read_sign_in(variables),
        witnesses=_witnesses(variables),
        security_contact=_security_contact(variables),
        days_off=read_days_off(variables),
    )


def _witnesses(variables: Mapping[str, str]) -> tuple[str, ...]:
    found = tuple((variables.get("UNIONHALL_WITNESSES") or "").split())
    for address in found:
        parts = split("UNIONHALL_WITNESSES", address)
        is_page = parts.scheme in ("https", "http") and parts.hostname
        if not is_page and not re.fullmatch(r"[^@\s:/]+@[^@\s:/]+", address):
            raise WrongSetting(f"UNIONHALL_WITNESSES must be web and e-mail addresses, not {address!r}.")
    return found


def _security_contact(variables: Mapping[str, str]) -> str:
    """An address for RFC 9116; empty means that of the hall's mail."""
    contact = variables.get("UNIONHALL_SECURITY_CONTACT") or ""
    if contact and not contact.startswith(("mailto:", "https://", "tel:")):
        raise WrongSetting(
            f"UNIONHALL_SECURITY_CONTACT must begin with mailto:, https:// or tel:, unlike {contact!r}."
        )
    return contact


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


def _database(variables: Mapping[str, str], home: Path) -> tuple[str, str, str]:
    """The addresses for the pages, for what can't go through a pooler, and for the owner of the tables."""
    url, others = variables.get("DATABASE_URL"), ("DATABASE_DIRECT_URL", "DATABASE_OWNER_URL")
    if not url:
        for name in others:
            if variables.get(name):
                raise WrongSetting(f"{name} needs DATABASE_URL beside it.")
        ours = embedded_url(home, APPLICATION)
        return ours, ours, embedded_url(home, OWNER)
    for name in ("DATABASE_URL", *others):
        check_database(name, variables.get(name) or url)
    direct_url = variables.get("DATABASE_DIRECT_URL") or url
    return url, direct_url, variables.get("DATABASE_OWNER_URL") or direct_url


def _replica(variables: Mapping[str, str]) -> str:
    url = variables.get("DATABASE_REPLICA_URL") or ""
    if url:
        check_database("DATABASE_REPLICA_URL", url)
    return url


def _address(variables: Mapping[str, str], port: int) -> str:
    address = variables.get("UNIONHALL_ADDRESS") or f"http://localhost:{port}"
    parts = split("UNIONHALL_ADDRESS", address)
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


def _metrics_token(variables: Mapping[str, str]) -> str:
    token = variables.get("UNIONHALL_METRICS_TOKEN", "")
    if token and len(token) < 20:
        raise WrongSetting("UNIONHALL_METRICS_TOKEN must have at least 20 characters.")
    return token


def _mail(variables: Mapping[str, str]) -> Mail:
    url = variables.get("UNIONHALL_MAIL_URL")
    sender = variables.get("UNIONHALL_MAIL_FROM") or "hall@localhost"
    if "@" not in sender or "\n" in sender:
        raise WrongSetting(f"UNIONHALL_MAIL_FROM must be an e-mail address, not {sender!r}.")
    if not url:
        return Mail(sender)
    parts = split("UNIONHALL_MAIL_URL", url)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise WrongSetting("UNIONHALL_MAIL_URL must look like smtp+starttls://user:password@host:587.")
    return Mail(
        sender,
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname,
        port=port_of("UNIONHALL_MAIL_URL", parts) or MAIL_PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
    )
