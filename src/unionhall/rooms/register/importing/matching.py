"""Who of the hall a row of the register means: by member number, else by e-mail, else by phone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q
from django.utils.translation import gettext as _

from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.people.naming import normal
from unionhall.rooms.register.importing.members import MemberLine
from unionhall.rooms.register.importing.reach import Reach

CHUNK = 2_000  # rows that are looked up at a time
KEYS = ("number", "email", "phone")


class NotTheirs(Exception):
    """A row can't be matched; `key` is the column, and the message says what to do."""

    def __init__(self, key: str, words: str, person: Person | None = None) -> None:
        super().__init__(words)
        self.key, self.words, self.person = key, words, person


@dataclass(slots=True)
class Known:
    """Somebody of the hall, as far as a file may change them.

    Attributes:
        held: memberships in the places that may be written to, the oldest first.
        is_member_elsewhere: of a place beyond them, today.
        keeps_own: has proved an address or a number, as who signs in has, came by the union's own sign-in, or
            holds an office; only they change how to reach them.
    """

    person: Person
    held: list[Membership] = field(default_factory=list)
    is_member_elsewhere: bool = False
    keeps_own: bool = False


class Matches:
    """Everybody whom the rows could mean, read in a few questions to the database."""

    def __init__(self, lines: Sequence[MemberLine], reach: Reach) -> None:
        self.reach = reach
        self._known: dict[int, Known] = {}
        self._by: dict[str, dict[str, list[Known]]] = {key: defaultdict(list) for key in KEYS}
        self._taken: dict[int, int] = {}
        for chunk in _chunks(lines):
            self._load(chunk)

    def find(self, line: MemberLine) -> Known | None:
        """The one whom a row means, None for somebody new. Raises NotTheirs."""
        found = self._found(line)
        if found is None:
            return None
        self._refuse_strangers(found, line)
        first = self._taken.setdefault(found.person.pk, line.row)
        if first != line.row:
            raise NotTheirs(
                line.own_keys[0],
                _("Row %(row)s means the same person. Everybody has one row.") % {"row": first},
            )
        return found

    def _load(self, lines: Sequence[MemberLine]) -> None:
        wanted = Q(pk__in=())
        for key in KEYS:
            wanted |= Q(**{f"{key}__in": {value for line in lines if (value := getattr(line, key))}})
        fresh = [person for person in Person.objects.filter(wanted) if person.pk not in self._known]
        for person in fresh:
            has_proved = person.phone_confirmed_on is not None
            known = self._known[person.pk] = Known(person, keeps_own=has_proved)
            for key in KEYS:
                if value := getattr(person, key):
                    self._by[key][value].append(known)
        self._load_ties([person.pk for person in fresh])

    def _load_ties(self, people: Sequence[int]) -> None:
        current = set(Membership.objects.current().filter(person__in=people).values_list("pk", flat=True))
        held = Membership.objects.filter(person__in=people).select_related("place").order_by("from_on", "pk")
        for membership in held:
            known = self._known[membership.person_id]
            if self.reach.covers(membership.place.path):
                known.held.append(membership)
            elif membership.pk in current:
                known.is_member_elsewhere = True
        proved = EmailAddress.objects.filter(user__in=people, verified=True).values_list("user", flat=True)
        sent = SocialAccount.objects.filter(user__in=people).values_list("user", flat=True)
        officers = Office.objects.current().filter(person__in=people).values_list("person", flat=True)
        for person in {*proved, *sent, *officers}:
            self._known[person].keeps_own = True

    def _found(self, line: MemberLine) -> Known | None:
        by_number = self._by["number"].get(line.number, [])
        if len(by_number) > 1:
            raise NotTheirs("number", _("Several people have this number. Write an e-mail instead."))
        by_email = self._by["email"].get(line.email, [])
        found = next(iter(by_number or by_email or self._by_phone(line)), None)
        if by_email and found is not by_email[0]:
            words = _("Somebody else has this e-mail. Correct it, or leave it empty.")
            raise NotTheirs("email", words, by_email[0].person)
        if found and line.number and found.person.number not in ("", line.number):
            words = _("Whoever has this e-mail has another member number. Correct one of them.")
            raise NotTheirs("number", words, found.person)
        return found

    def _by_phone(self, line: MemberLine) -> list[Known]:
        """The one bearer of the phone; of several, and beside a number or e-mail, only who is called so."""
        bearers = self._by["phone"].get(line.phone, [])
        if bearers == [] or (len(bearers) == 1 and not line.is_known_otherwise):
            return bearers
        called = [
            each
            for each in bearers
            if normal(each.person.name) == normal(line.name) and not (line.number and each.person.number)
        ]
        if len(called) != 1 and not line.is_known_otherwise:
            raise NotTheirs("phone", _("Several people have this phone. Write a member number, too."))
        return called if len(called) == 1 else []

    def _refuse_strangers(self, found: Known, line: MemberLine) -> None:
        """Nobody writes about somebody who is not in their own places."""
        if self.reach.is_everything or (found.held and not found.is_member_elsewhere):
            return
        raise NotTheirs(
            line.own_keys[0],
            _("This can't be used here. Ask the keeper of the union's register about this row."),
            found.person,
        )

    @property
    def matched(self) -> set[int]:
        """The persons whom rows have meant so far."""
        return set(self._taken)


def _chunks(lines: Sequence[MemberLine]) -> Iterator[Sequence[MemberLine]]:
    return (lines[start : start + CHUNK] for start in range(0, len(lines), CHUNK))
