"""Whether a hall may be opened to a union: what would harm its members if it went on unseen.

A finding that is `grave` keeps a hall with an https address from opening; the others are said by the check.
"""

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
from django.conf import settings
from django.core import checks

from unionhall.environment import Environment
from unionhall.kernel.procedures.calendars import Calendar, UnknownCalendar, calendar
from unionhall.operations import backing_up, demo_union, postgres

BACKUP_AGE = timedelta(days=2)
LEAST_FREE = 2_000_000_000  # bytes
LEAST_FREE_SHARE = 0.1
ANNOUNCED_BY = (
    12  # the month from which on governments should have said which weekends of the next year are worked
)
RIGHTS = """
    SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls
        OR EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)
        OR EXISTS (SELECT FROM pg_database WHERE datdba = pg_roles.oid)
        OR EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid)
    FROM pg_roles WHERE rolname = current_user
"""


@dataclass(frozen=True)
class Finding:
    """What is wrong, and what the operator does about it; each is one line."""

    what: str
    mend: str
    is_grave: bool = False

    def __str__(self) -> str:
        return f"{self.what} {self.mend}"


def is_public(environment: Environment) -> bool:
    """Whether this hall is meant for its members, and not for trying it out: its address has https."""
    return environment.address.startswith("https://")


def findings(environment: Environment) -> list[Finding]:
    """Everything that should be mended, the grave first; Django is ready and the database answers."""
    found = [finding for look in (*GRAVE, *LOOKS) for finding in look(environment)]
    return sorted(found, key=lambda finding: not finding.is_grave)


def grave(environment: Environment) -> list[Finding]:
    """What keeps a public hall from opening; nothing else is looked at then."""
    return [finding for look in GRAVE for finding in look(environment)]


def _address(environment: Environment) -> Iterator[Finding]:
    if not is_public(environment):
        yield Finding(
            f"People would send their words unencrypted to {environment.address}.",
            "Set UNIONHALL_ADDRESS to the https:// address of the proxy before the hall.",
        )
    if environment.host not in ("127.0.0.1", "::1", "localhost"):
        yield Finding(
            f"The web server listens on {environment.host}, past the proxy.",
            "Leave UNIONHALL_HOST unset, unless a firewall stands before it.",
        )


def _debug(environment: Environment) -> Iterator[Finding]:
    if environment.debug:
        yield Finding(
            "Pages for developers show what members wrote.", "Unset UNIONHALL_DEBUG.", is_grave=True
        )


def _secrets(environment: Environment) -> Iterator[Finding]:
    """The home and the secrets in it, which only the hall's own account may open."""
    home = environment.home
    passwords = home / "database_passwords"
    for path in (home, *sorted(home.glob("*_key")), passwords, *_in(passwords)):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(f"Others can read {path}.", f"Run: chmod go= {path}", is_grave=True)


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _roles(environment: Environment) -> Iterator[Finding]:
    """Who the application is in the database: somebody who owns nothing and can become nobody else."""
    application, owner = (
        postgres.role(url) for url in (environment.database_url, environment.database_owner_url)
    )
    if application == owner:
        yield Finding(
            f"The application and the owner of the tables are one role, {owner}.",
            "Make a second role and set DATABASE_OWNER_URL.",
            is_grave=True,
        )
        return
    with psycopg.connect(environment.database_direct_url) as connection:
        row = connection.execute(RIGHTS).fetchone()
    if row is None or row[0]:
        yield Finding(
            f"The application's role {application} owns something or has rights of its own in the database.",
            "Give its tables to the owner's role; take SUPERUSER, CREATEROLE, CREATEDB and other roles away.",
            is_grave=True,
        )


def _demo(environment: Environment) -> Iterator[Finding]:
    from unionhall.kernel.people.models import Person

    made_up = Person.objects.filter(email__endswith=".example", is_active=True)
    if demo_union.credentials() or made_up.exists():
        yield Finding(
            "The demo union lives here, and its passwords are in a file.",
            "Begin with an empty UNIONHALL_HOME and `unionhall init`.",
            is_grave=True,
        )


def _union(environment: Environment) -> Iterator[Finding]:
    from unionhall.kernel.places.models import Place

    roots = list(Place.objects.filter(parent=None))
    if not roots:
        yield Finding("There is no union in this hall yet.", "Run: unionhall init")
    for root in roots:
        if not root.time_zone:
            yield Finding(
                f"{root} has no time zone, so its days have no end.", "Set it on the union's place."
            )


def _outlines(environment: Environment) -> Iterator[Finding]:
    """Outlines that were stored once and can't be read any more."""
    from unionhall.kernel.places.outlines import unreadable

    for place, why in unreadable():
        yield Finding(
            f"The outline of {place} is left out of the map. {why}",
            "Draw it anew: unionhall register outline FILE --place CODE --write",
        )


def _second_factor(environment: Environment) -> Iterator[Finding]:
    if environment.sign_in.second_factor_days is None:
        yield Finding(
            "Officers sign in with a password alone.", "Unset UNIONHALL_SECOND_FACTOR_DAYS.", is_grave=True
        )


def _mail(environment: Environment) -> Iterator[Finding]:
    if not environment.mail.host:
        yield Finding("No mail leaves the hall.", "Set UNIONHALL_MAIL_URL.")
    elif environment.mail.sender.endswith("@localhost"):
        yield Finding("Mail comes from hall@localhost, which others refuse.", "Set UNIONHALL_MAIL_FROM.")


def _migrations(environment: Environment) -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Finding("The tables are older than the program.", "Run: unionhall migrate")


def _backups(environment: Environment) -> Iterator[Finding]:
    made = backing_up.last(environment.home)
    if made is None:
        yield Finding("There is no backup.", "Run `unionhall backup FOLDER` every day, as docs say.")
    elif datetime.now(UTC) - made > BACKUP_AGE:
        yield Finding(f"The last backup is of {made:%Y-%m-%d}.", "See why the daily one does not run.")


def _daily(environment: Environment) -> Iterator[Finding]:
    """What the hall promised to have done by now, and has not."""
    from unionhall.kernel.daily.rounds import rounds

    for each in rounds():
        last = f"was last done on {each.done.day}" if each.done.day else "was never done"
        if each.is_late:
            yield Finding(
                f"{each.daily.name}, which is due each day, {last}"
                + ("; what it should erase is still there." if each.daily.erases else "."),
                "Let a worker run (`unionhall run`, or the service of the worker); see its log if one does.",
            )


def _days_off(environment: Environment) -> Iterator[Finding]:
    """Calendars that there are no more, or whose days off should be published by now and are not known here.

    Days that go by the moon are estimated until they come: nothing can be mended there.
    """
    today = datetime.now(UTC).date()
    years = (today.year, *([today.year + 1] if today.month >= ANNOUNCED_BY else []))
    for code in calendars_in_use():
        named = _calendar(code)
        if named is None:
            yield Finding(
                f"There is no calendar {code} any more, so that no day of its places can be counted.",
                "Write another one on the place: unionhall register places FILE --write",
            )
        for year in years if named else ():
            if named and not named.is_published(year):
                yield Finding(
                    f"The days off of {year} in the calendar {code} are not known: "
                    "only the holidays fixed by law and ordinary weekends are counted.",
                    "Upgrade the hall, or write them into the file of UNIONHALL_DAYS_OFF.",
                )


def calendars_in_use() -> list[str]:
    """The codes of the calendars that places of the hall have."""
    from unionhall.kernel.places.models import Place

    codes = Place.objects.open().exclude(calendar="").values_list("calendar", flat=True)
    return sorted(set(codes))


def say_calendar(code: str) -> str:
    """Until which year its days off are known, and by whom."""
    named, this_year = _calendar(code), datetime.now(UTC).year
    if named is None:
        return f"Calendar {code}: there is none of this name."
    known = [(year, by) for year in range(this_year, this_year + 3) if (by := named.known_by(year))]
    if known:
        return f"Calendar {code}: days off are known until {known[-1][0]}, by {known[-1][1]}."
    if named.is_published(this_year):
        return f"Calendar {code}: some holidays of {this_year} are estimated, as those that go by the moon."
    return f"Calendar {code}: the days off of {this_year} are not known."


def _calendar(code: str) -> Calendar | None:
    """None where a newer package has dropped what a place was given once."""
    try:
        return calendar(code)
    except UnknownCalendar:
        return None


def _disk(environment: Environment) -> Iterator[Finding]:
    usage = shutil.disk_usage(environment.home)
    if usage.free < LEAST_FREE or usage.free < usage.total * LEAST_FREE_SHARE:
        yield Finding(
            f"Only {usage.free / 1e9:.1f} GB are free on the disk of {environment.home}.",
            "Make room, or move the home to a larger disk.",
        )


def _fonts(environment: Environment) -> Iterator[Finding]:
    """What letters and agreements are printed with."""
    from unionhall.instruments.papers import fonts

    if names := sorted({name for code, _name in settings.LANGUAGES for name in fonts.missing(code)}):
        yield Finding(f"No paper can be made without the fonts {', '.join(names)}.", f"{fonts.INSTALL}.")


def _django(environment: Environment) -> Iterator[Finding]:
    """Django's own checks for a public site; our findings say the rest."""
    for message in checks.run_checks(include_deployment_checks=True):
        if not message.is_silenced() and message.level >= checks.WARNING and is_public(environment):
            yield Finding(f"{message.msg} ({message.id})", message.hint or "")


Look = Callable[[Environment], Iterator[Finding]]
GRAVE: tuple[Look, ...] = (_debug, _secrets, _roles, _demo, _second_factor)
LOOKS: tuple[Look, ...] = (
    _address,
    _union,
    _outlines,
    _mail,
    _migrations,
    _backups,
    _daily,
    _days_off,
    _disk,
    _fonts,
    _django,
)
