"""The beginning of a hall: its union, its first administrator, and what its rooms offer at first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.urls import reverse

from unionhall.kernel.contract import Beginning
from unionhall.kernel.ordering import Order, usual
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.querysets import ROOTS_LOCK
from unionhall.kernel.procedures import packs
from unionhall.kernel.procedures.calendars import UnknownCalendar, choose
from unionhall.kernel.rooms import rooms
from unionhall.kernel.words import Words

ADMINISTRATOR = "administrator"
KINDS = (Place.Kind.UNION.value, Place.Kind.FEDERATION.value, Place.Kind.BRANCH.value)
LONGEST_NAME = 120
PARTS = (
    *("languages", "name", "kind", "time_zone", "calendar", "rules", "names", "starter", "administrator"),
    "reach",
)
LONGEST_REACH = {"telephone": 60, "address": 200, "contact": 200, "hours": 200, "urgent": 400}
WORDED = ("hours", "urgent")


class WrongAnswer(ValueError):
    """An answer that can't be used; the message says what to write instead."""


class FoundedAlready(Exception):
    """There is a union in the hall, or somebody at least."""


@dataclass(frozen=True, slots=True)
class Foundation:
    """All that a hall needs to begin.

    `names` are the union's, by language; people are listed in `order`, or in the usual one of the rules; with
    `starter` the rooms offer what comes with the hall. `reach` says how one reaches the union.
    """

    names: Mapping[str, str]
    kind: str
    time_zone: str
    calendar: str
    rules: str
    administrator: str
    email: str
    order: str = ""
    starter: bool = True
    reach: Mapping[str, str | Words] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The union's first language."""
        return next(iter(self.names))


def read(table: Mapping[str, Any]) -> Foundation:
    """What a table such as `examples/init.toml` says; WrongAnswer names the first thing that is wrong."""
    _refuse_unknown(table, PARTS, "")
    codes = _checked(table, "languages", languages)
    names = _part(table, "name", codes)
    first = _part(table, "administrator", ("name", "email"))
    return Foundation(
        names={code: _checked(names, code, name, "name.") for code in codes},
        kind=_checked(table, "kind", kind) if "kind" in table else KINDS[0],
        time_zone=_checked(table, "time_zone", time_zone),
        calendar=_checked(table, "calendar", working_days),
        rules=_checked(table, "rules", rules),
        administrator=_checked(first, "name", name, "administrator."),
        email=_checked(first, "email", email, "administrator."),
        order=_checked(table, "names", order) if "names" in table else "",
        starter=_checked(table, "starter", _yes_or_no) if "starter" in table else True,
        reach=_reach(_part(table, "reach", (*LONGEST_REACH,)), codes) if "reach" in table else {},
    )


def refuse_founded() -> None:
    """Raise FoundedAlready unless the hall is empty."""
    if Place.objects.exists() or Person.objects.exists():
        raise FoundedAlready


def found(foundation: Foundation) -> Person:
    """Make the union and its first administrator, and let the rooms begin; all of it or nothing.

    The operator of the machine answers for the administrator's address, so it counts as proved.
    Raises FoundedAlready.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ROOTS_LOCK])
        refuse_founded()
        union = Place.objects.add(
            None,
            kind=foundation.kind,
            name=dict(foundation.names),
            time_zone=foundation.time_zone,
            calendar=foundation.calendar,
            rule_pack=foundation.rules,
            names_by=foundation.order or usual(foundation.rules),
            **foundation.reach,
        )
        first = Person.objects.create_user(
            foundation.email, None, name=foundation.administrator, language=foundation.language
        )
        EmailAddress.objects.create(user=first, email=first.email, verified=True, primary=True)
        Office.objects.create(person=first, role=ADMINISTRATOR, place=union)
        for room in rooms() if foundation.starter else ():
            if beginning := Beginning.of(room):
                beginning.begin()
    return first


def waiting_administrators() -> Sequence[Person]:
    """The administrators of today who have not set a password yet."""
    offices = Office.objects.current().filter(role=ADMINISTRATOR)
    people = [office.person for office in offices.select_related("person").order_by("pk")]
    return [person for person in people if not person.has_usable_password()]


def sign_in_link(person: Person) -> str:
    """An address where the person sets a password, once, within the next three days."""
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    return f"{settings.HALL_ADDRESS}{path}"


def languages(answer: Any) -> list[str]:
    """Codes of languages, the union's first one first."""
    spoken = [code for code, _name in settings.LANGUAGES]
    wanted = answer.replace(",", " ").split() if isinstance(answer, str) else answer
    if not isinstance(wanted, list) or not wanted or set(map(str, wanted)) - set(spoken):
        raise WrongAnswer(f"Write one or more of {', '.join(spoken)}, the union's first language first.")
    return list(dict.fromkeys(wanted))


def name(answer: Any) -> str:
    """A name, of a union or a person."""
    text = " ".join(answer.split()) if isinstance(answer, str) else ""
    if not text or len(text) > LONGEST_NAME or not text.isprintable():
        raise WrongAnswer(f"Write a name of 1 to {LONGEST_NAME} signs.")
    return text


def kind(answer: Any) -> str:
    """What the union is: the hall's first place."""
    if answer not in KINDS:
        raise WrongAnswer(f"Write one of {', '.join(KINDS)}.")
    return str(answer)


def time_zone(answer: Any) -> str:
    """A time zone of the IANA database."""
    if answer not in available_timezones():
        raise WrongAnswer("Write a time zone as Continent/City, for example Asia/Shanghai.")
    return str(answer)


def working_days(answer: Any) -> str:
    """The code of a calendar of working days."""
    try:
        return choose(str(answer)).code
    except UnknownCalendar as refusal:
        which = ", ".join(refusal.choices) or "a country as CN, or a region as GB-ENG"
        raise WrongAnswer(f"Write {which}.") from None


def rules(answer: Any) -> str:
    """The name of a rule pack."""
    if answer not in packs.names():
        raise WrongAnswer(f"Write one of {', '.join(packs.names())}.")
    return str(answer)


def order(answer: Any) -> str:
    """In which order people are listed by name."""
    if answer not in Order.values:
        raise WrongAnswer(f"Write one of {', '.join(Order.values)}.")
    return str(answer)


def email(answer: Any) -> str:
    """An e-mail address."""
    text = str(answer).strip().lower()
    try:
        validate_email(text)
    except ValidationError:
        raise WrongAnswer("Write an e-mail address as name@example.org.") from None
    return text


def _yes_or_no(answer: Any) -> bool:
    if not isinstance(answer, bool):
        raise WrongAnswer("Write true or false.")
    return answer


def _reach(part: Mapping[str, Any], codes: Sequence[str]) -> dict[str, str | Words]:
    """Telephone, address and the like; hours and what is urgent in one language or in several."""
    said: dict[str, str | Words] = {}
    for key in part:
        if key not in WORDED:
            said[key] = _checked(part, key, _line_of(LONGEST_REACH[key]), "reach.")
            continue
        words = part[key] if isinstance(part[key], Mapping) else {codes[0]: part[key]}
        _refuse_unknown(words, codes, f"reach.{key}.")
        line = _line_of(LONGEST_REACH[key])
        said[key] = Words({code: _checked(words, code, line, f"reach.{key}.") for code in words})
    return said


def _line_of(most: int) -> Callable[[Any], str]:
    def line(answer: Any) -> str:
        text = " ".join(answer.split()) if isinstance(answer, str) else ""
        if not text or len(text) > most or not text.isprintable():
            raise WrongAnswer(f"Write 1 to {most} signs.")
        return text

    return line


def _checked(table: Mapping[str, Any], key: str, check: Callable[[Any], Any], above: str = "") -> Any:
    if key not in table:
        raise WrongAnswer(f"{above}{key} is missing.")
    try:
        return check(table[key])
    except WrongAnswer as wrong:
        raise WrongAnswer(f"{above}{key} = {table[key]!r} can't be used. {wrong}") from None


def _part(table: Mapping[str, Any], key: str, known: Sequence[str]) -> Mapping[str, Any]:
    part = table.get(key)
    if not isinstance(part, Mapping):
        raise WrongAnswer(f"There must be a part [{key}] with {', '.join(known)}.")
    _refuse_unknown(part, known, f"{key}.")
    return part


def _refuse_unknown(table: Mapping[str, Any], known: Sequence[str], above: str) -> None:
    if unknown := sorted(set(table) - set(known)):
        raise WrongAnswer(f"{above}{unknown[0]} means nothing here. Known are {', '.join(known)}.")
