"""What people and programs do in the hall of the demo union, each act with a key of its own."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from itertools import cycle
from urllib.parse import quote
from uuid import NAMESPACE_OID, NAMESPACE_URL, UUID, uuid4, uuid5

from django.core import signing
from django.db import models
from django.utils import timezone

from bench import intake, sessions
from bench.stubborn import Notes, Stubborn
from unionhall.demo import officers, sign_ins
from unionhall.instruments.ballot.belenios import voting
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box
from unionhall.kernel.api import scopes, tokens
from unionhall.kernel.api.models import Once
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.forms.draft import RequestDraft
from unionhall.rooms.desk.models import ApiKey
from unionhall.rooms.desk.open311.models import digest_of

FORM, OPEN311 = "/desk/ask/something-else/", "/open311/v2/requests.json"
SAID = "The lamp above the gate has been dark for a week, and the next shift begins before sunrise."
KEY = re.compile(r'name="key" value="([^"]+)"')
CREDENTIAL = re.compile(r"credential (\S+)\.")
YES, NO = [[1, 0, 0]], [[0, 1, 0]]
MOST_BALLOTS = 25  # the hall takes thirty by one credential
PAGES = (
    ("member", "/mine/"),
    ("member", "/inbox/"),
    ("member", "/ballot/"),
    ("steward", "/worklist/"),
    ("volunteer", "/worklist/"),
    ("caseworker", "/worklist/"),
    ("coordinator", "/desk/board/"),
    ("coordinator", "/search/?q=lamp"),
    ("coordinator", f"/search/?q={quote('漏水')}"),
    ("coordinator", "/worklist/?whose=place"),
    ("coordinator", "/coverage/"),
    ("register_keeper", "/register/"),
    ("quality_officer", "/inbox/"),
    ("data_protection_officer", "/inbox/"),
    ("auditor", "/desk/board/"),
    ("chair", "/offices/"),
    ("administrator", "/"),
    ("mediator", "/mediation/"),
    ("mediation_chair", "/mediation/"),
)
OPEN_PAGES = ("/", "/desk/", "/privacy/", "/journal/", "/open311/v2/services.json")


class Round:
    """The people, each with a browser of their own. `once` lets each of them do what they came for.

    It asks the database only when it is made, since that may be away later.
    """

    def __init__(self, address: str, notes: Notes) -> None:
        self.notes, self.address = notes, address
        self.by = {role: self._signed_in(role) for role in officers.sign_ins()}
        secrets = sign_ins.read()
        assert secrets is not None, "the demo union has not moved in"
        self.api_key = secrets.api_key
        self.api_number = ApiKey.objects.get(digest=digest_of(secrets.api_key)).pk
        self.election = Election.objects.get(stage=Election.Stage.OPEN)
        self.protocol = box.fixed(self.election).protocol
        self.programs = {role: self._program(role) for role in ("member", "steward")}
        self.pages, self.open_pages = cycle(PAGES), cycle(OPEN_PAGES)
        self.ballots = 0

    def once(self, number: int) -> None:
        """Six acts that write, a vote now and then, and what is read between them."""
        reference = self.ask_by_form()
        self.take_on_and_answer(reference)
        self.ask_as_guest(number)
        self.send_by_open311()
        self.ask_and_answer_by_program()
        if number % 5 == 0 and self.ballots < MOST_BALLOTS:
            self.vote()
        for _page in range(4):
            role, path = next(self.pages)
            self.by[role].get(path)
        Stubborn(self.address, notes=self.notes).get(next(self.open_pages))

    def ask_by_form(self) -> str:
        """The member asks, screen by screen; the reference of the matter."""
        member = self.by["member"]
        draft = intake.walk(member, FORM, SAID)
        with self.notes.trying("the member asks", kept_under(_key_of(draft))):
            member.post(FORM, {"draft": draft, "send": "1"})
        return member.answered["Location"].rstrip("/").rpartition("/")[2]

    def take_on_and_answer(self, reference: str) -> None:
        """The steward, on the pages of the two moves; then the member reads it."""
        steward = self.by["steward"]
        for name, fields in (("accept", {}), ("answer", {"text": "It is lit again since yesterday."})):
            path = f"/matters/{reference}/{name}/"
            key = _found(KEY, steward.get(path))
            with self.notes.trying(f"the steward: {name}", kept_under(UUID(key))):
                steward.post(path, {"key": key, **fields})
        self.by["member"].get(f"/matters/{reference}/")

    def ask_as_guest(self, number: int) -> None:
        """Somebody without an account, from another address each time, who comes back with the receipt."""
        house = f"198.18.{number // 250 % 250}.{number % 250 + 1}"
        guest = Stubborn(self.address, headers={"X-Forwarded-For": house}, notes=self.notes)
        draft = intake.walk(guest, FORM, SAID)
        with self.notes.trying("a guest asks", kept_under(_key_of(draft))):
            guest.post(FORM, {"draft": draft, "send": "1"})
        guest.post("/receipt/", {"code": _read(draft)["code"]})

    def send_by_open311(self) -> None:
        """Another city's program sends a public request."""
        name, program = str(uuid4()), Stubborn(self.address, notes=self.notes)
        fields = {"api_key": self.api_key, "service_code": "street-light", "description": SAID}
        key = uuid5(NAMESPACE_URL, f"open311:{self.api_number}:{name}")
        with self.notes.trying("Open311", kept_under(key)):
            program.post(OPEN311, {**fields, "address_string": "Mill Lane 4"}, **{"Idempotency-Key": name})

    def ask_and_answer_by_program(self) -> None:
        """The member's program asks, the steward's takes it on and answers."""
        asking = {"service": "something-else", "description": SAID}
        reference = self._call("member", "/api/desk/requests", asking)
        for name, said in (("accept", {}), ("answer", {"text": "It is lit again since yesterday."})):
            self._call("steward", f"/api/matters/{reference}/moves/{name}", said)
        self.programs["member"][0].get(f"/api/matters/{reference}")

    def _call(self, role: str, path: str, said: dict[str, str]) -> str:
        (program, token), key = self.programs[role], str(uuid4())
        name = uuid5(NAMESPACE_OID, f"{token} {key}")
        with self.notes.trying(f"a program of the {role}", lambda: _kept_of_program(name)):
            answer = program.call(path, said, **{"Idempotency-Key": key})
        return str(json.loads(answer)["reference"])

    def vote(self) -> None:
        """The member, with the credential that the demo union prints; the last ballot counts."""
        self.ballots += 1
        code = _found(CREDENTIAL, self.election.description["en"])
        raw = voting.vote(self.protocol, code, YES if self.ballots % 2 else NO)
        with self.notes.trying("the member votes", lambda: self._taken(sha256(raw).hexdigest())):
            headers = {"Content-Type": "application/json"}
            self.by["member"].send(f"/ballot/{self.election.uid}/cast/", raw, **headers)

    def _taken(self, content: str) -> list[models.Model]:
        """Where a ballot is: among those that wait, or in the archive."""
        return [*self.election.waiting.filter(content=content), *self.election.events.filter(content=content)]

    def _signed_in(self, role: str) -> Stubborn:
        person = Person.objects.get(email=sign_ins.login(role))
        return Stubborn(self.address, sessions.cookies(person), notes=self.notes)

    def _program(self, role: str) -> tuple[Stubborn, int]:
        """A program of somebody, and the number of its token."""
        person, day = Person.objects.get(email=sign_ins.login(role)), timezone.localdate() + timedelta(days=7)
        words = tokens.make(person, name="Soak", scopes=scopes.scopes(), ends_on=day)
        program = Stubborn(self.address, headers={"Authorization": f"Bearer {words}"}, notes=self.notes)
        token = tokens.find(words)
        assert token is not None
        return program, token.pk


def kept_under(key: UUID) -> Callable[[], list[models.Model]]:
    """What the journal has under a key, when it's called."""
    return lambda: list(Entry.objects.under(key))


def _kept_of_program(name: UUID) -> list[models.Model]:
    """A program's key names the call; the hall makes the journal's key of it and of what was said."""
    call = Once.objects.filter(key=name).first()
    return kept_under(uuid5(name, bytes(call.digest).hex()))() if call else []


def _key_of(draft: str) -> UUID:
    return UUID(_read(draft)["key"])


def _read(draft: str) -> dict[str, str]:
    kept: dict[str, str] = signing.loads(draft, salt=RequestDraft.salt)
    return kept


def _found(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    assert found, page[:2_000]
    return found[1]
