"""All that one side of a dispute can fetch of the hall, byte by byte, so that two courses can be compared.

It knows no place where a trace might be: it follows every link, and takes the copy, the programs' pages, the
calendar, the papers, notices and letters, with headers and sizes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta

from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.permissions.addresses import undone
from tests.protection.crawling import answers
from tests.proving import proved
from unionhall.kernel.api.hooks import body_of
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.api.tokens import make
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.agenda import feeds

OF_THE_MOMENT = ("Expires", "Content-Security-Policy", "X-Request-ID")
RANDOM = (  # drawn anew for each answer
    re.compile(rb'csrfmiddlewaretoken" value="[^"]+"'),
    re.compile(rb'name="key" value="[^"]+"'),
    re.compile(rb"nonce[-=][\w\"'+/=-]+"),
)
HASHES = re.compile(
    rb"[0-9a-f]{64}|[\w-]{86}|<[0-9a-f]{32}@"
)  # of the whole journal, signatures, keyed names
# Other rooms, public pages and ways of signing in, none of which knows a dispute: they take most of the time.
ELSEWHERE = re.compile(
    r"/(choir|desk|offices|register|ballot|coverage|language|privacy|search|receipt)/"
    r"|/mediation/(ask|enter)/|/account/(steps|password|email|signed-in/end)|/api/($|openapi)|[?]in="
)
STARTS = ("/", "/mine/", "/inbox/", "/worklist/", "/account/data/", "/account/readings/", "/journal/")
PAPERS = ("agreement", "file", "meeting")
Fetched = dict[str, object]


def fetched_by(person: Person, reference: str) -> Fetched:
    """By its way, what a person gets; nothing that reading writes stays."""
    with undone():
        person = Person.objects.get(pk=person.pk)
        return {
            **dict(_pages(person, reference)),
            **dict(_by_program(person, reference)),
            **dict(_copy(person)),
            "notices": [body_of(each) for each in Notice.objects.to(person).order_by("pk")],
            "letters": _letters(str(person.email)),
        }


def fetched_with(code: str, email: str) -> Fetched:
    """What the holder of a receipt gets, and is written to at that address."""
    client, found = Client(), Fetched()
    with undone():
        for address in (
            "/receipt/",
            *(f"/mediation/papers/{name}/" for name in PAPERS),
            "/mediation/speaker/",
        ):
            answer = client.post(address, {"code": code}, follow=True)
            found[address] = _told(answer, answer.content)
        for name in set(
            re.findall(
                r'action="/receipt/([\w-]+)/"', client.post("/receipt/", {"code": code}, follow=True).text
            )
        ):
            answer = client.post(f"/receipt/{name}/", {"code": code}, follow=True)
            found[name] = _told(answer, answer.content)
    return {**found, "letters": _letters(email)}


def _letters(email: str) -> list[object]:
    """What came there, with its headers."""
    found = [each for each in mail.outbox if each.to == [email]]
    told = [(each.subject, each.body, _plain(repr(each.extra_headers).encode())) for each in found]
    return [*sorted(told)]  # all of one moment leave in any order


def _pages(person: Person, reference: str) -> Iterator[tuple[str, object]]:
    starts = [f"/matters/{reference}/", f"/journal/proofs/{reference}.json", *STARTS]
    papers = [f"/mediation/papers/{reference}/{name}/" for name in PAPERS]
    for url, answer, content in answers(proved(person), [*starts, *papers], skip=ELSEWHERE):
        yield url, _told(answer, content)


def _by_program(person: Person, reference: str) -> Iterator[tuple[str, object]]:
    ends_on = timezone.localdate() + timedelta(days=7)
    token = {"authorization": f"Bearer {make(person, name='mine', scopes=[READ], ends_on=ends_on)}"}
    lists = [f"/api/matters?list={each}" for each in ("mine", "place")]
    for address in (f"/api/matters/{reference}", *lists, f"/mediation/calendar/{feeds.begin(person)}.ics"):
        answer = Client().get(address, headers=token)
        yield re.sub(r"calendar/.*", "calendar", address), _told(answer, answer.content)


def _copy(person: Person) -> Iterator[tuple[str, object]]:
    answer = proved(person).post("/account/data/copy/")
    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
        for each in archive.infolist():
            yield f"copy: {each.filename}", (each.file_size, _plain(archive.read(each)))


def _told(answer: object, content: bytes) -> object:
    """Status, headers and content of an answer."""
    headers = {name: value for name, value in answer.headers.items() if name not in OF_THE_MOMENT}  # type: ignore[attr-defined]
    return answer.status_code, headers, _plain(content)  # type: ignore[attr-defined]


def _plain(content: bytes) -> bytes:
    for pattern in (*RANDOM, HASHES):
        content = pattern.sub(b"", content)
    return content
