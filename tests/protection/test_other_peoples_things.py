"""Every number, code and name that an address can hold, with somebody's own thing in it, tried by others."""

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.permissions.addresses import OF_A_VOTE, VISITORS, address, arguments, names, visitor_of
from tests.permissions.test_table import _undone
from tests.town import service
from unionhall.kernel.api.models import Hook, Token
from unionhall.kernel.api.scopes import READ, scopes
from unionhall.kernel.api.tokens import make
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import clean
from unionhall.kernel.people import sessions
from unionhall.kernel.people.models import LostStep, Person, Session
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.register.importing import uploading

if TYPE_CHECKING:
    from tests.town import Town

SEEN_ALREADY = {"matter", "matter_move", "file", "journal_proofs"}  # by handlers: tests/permissions/table.txt
REFUSED = {302, 400, 401, 403, 404, 405, 409}
UNCHANGED = (
    "people_person",
    "api_token",
    "api_hook",
    "mfa_authenticator",
    "register_upload",
    "matters_matter",
)


def everything(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """One real thing for each address that names one: whose it is, and what stands in the address."""
    matter = town.ask()
    times = clean(BytesIO(b"Times."), "bus.txt", limit=storage.LIMIT)
    file = storage.keep(matter, times, added_by=town.member)
    file.save()
    make(town.coordinator, name="mine", scopes=[READ], ends_on=timezone.localdate() + timedelta(days=7))
    token = Token.objects.get()
    Hook.objects.create(token=token, url="https://hooks.example.org/")
    data = {"name": "Key", "credential": {}}
    key = Authenticator.objects.create(user=town.member, type="webauthn", data=data)
    signed_in = Client()
    signed_in.force_login(town.member)
    name = sessions.name_of(Session.objects.filter(person=town.member).latest("expire_date").session_key)
    table = BytesIO(b"Number,Name,E-mail,Branch\nT1,Li,,North\n")
    upload = uploading.check(table, "x.csv", kind="members", place=town.mill, by=town.register_keeper)
    lost = LostStep.objects.create(
        person=town.member.uid, opened_by=town.register_keeper.uid, opened_at=timezone.now()
    )
    read = Access.objects.create(
        reader=town.steward.uid, subject=town.member.uid, purpose="matter", what=matter.reference
    )
    service("my-data", "My data")
    move = {"reference": matter.reference, "name": "withdraw"}
    return {
        "matter": (town.member, {"reference": matter.reference}),
        "matter_move": (town.member, move),
        "journal_proofs": (town.member, {"reference": matter.reference}),
        "file": (town.member, {"uid": file.uid}),
        "api_token_end": (town.coordinator, {"pk": token.pk}),
        "api_hook": (town.coordinator, {"pk": token.pk}),
        "api_hook_end": (town.coordinator, {"pk": token.pk}),
        "mfa_remove_webauthn": (town.member, {"pk": key.pk}),
        "account_sign_out_there": (town.member, {"name": name}),
        "register:import_preview": (town.register_keeper, {"uid": upload.uid}),
        "register:import_findings": (town.register_keeper, {"uid": upload.uid}),
        "lost_step": (town.administrator, {"uid": lost.uid}),
        "desk:object": (town.member, {"pk": read.pk}),
    }


# Addresses with a part to fill in that lead to nothing of one person's: why each needs no owner.
NOBODYS = {
    "receipt_move": "the code in the form is the key",
    "notice_channel": "a channel's name",
    "journal_head": "public", "journal_consistency": "public",
    "place": "public to members", "offices:place": "public to members", "api:read_place": "public to members",
    "account_confirm_email": "a signed key", "account_object": "a signed key",
    "account_reset_password_from_key": "a signed key",
    "openid_connect_login": "a provider's name", "openid_connect_callback": "a provider's name",
    "register:import_sample": "an empty table",
    "desk:service": "public", "desk:ask": "public", "api:desk_read_service": "public",
    "desk:edit_service": "of the union", "desk:retire_service": "of the union",
    "desk:service_history": "of the union", "desk:template": "of the union",
    "desk:board_chart": "frozen numbers", "desk:public_chart": "frozen numbers",
    "open311:discovery": "public", "open311:services": "public", "open311:service": "public",
    "open311:requests": "public", "open311:request": "public requests only",
    "open311:token": "public requests only", "open311:nowhere": "nothing there",
    "offices:end": "two officers decide", "offices:lay_down": "tests/permissions/table.txt",
    "api:read_matter": "the token's person", "api:read_move": "the token's person",
    "api:make_move": "the token's person", "api:read_file": "the token's person",
    **dict.fromkeys((*OF_A_VOTE, "ballot:dismiss"), "of a place; who keeps it: tests/permissions/table.txt"),
    "mediation:feed": "the secret in it is the key", "mediation:paper": "mediation/tests/test_papers.py",
    "mediation:guest_paper": "the code in the form is the key",
    "mediation:guest_speaker": "the code in the form is the key",
    "mediation:speaker": "mediation/tests/test_speaker_pages.py",
    "receipt_file": "the code in the form is the key",
}  # fmt: skip


@pytest.fixture
def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    return everything(town)


def test_every_address_with_a_part_to_fill_in_is_here(town: "Town", things: dict[str, Any]) -> None:
    filled = arguments(town, "D-2026-000001", str(uuid4()))
    assert {name for name in names() if name in filled} - set(things) - set(NOBODYS) == set()


@pytest.mark.parametrize("visitor", VISITORS)
def test_nobody_opens_or_changes_what_is_anothers(town: "Town", things: dict[str, Any], visitor: str) -> None:
    person, opened = None if visitor == "anonymous" else visitor_of(town, visitor), []
    for name, (owner, filled) in things.items():
        if person == owner or (name in SEEN_ALREADY and serves(person, town)):
            continue
        for method in ("get", "post"):
            with _undone():
                client = Client(raise_request_exception=False)
                if person:
                    client.force_login(person)
                before = held()
                answer = getattr(client, method)(address(name, {name: filled}), {"key": uuid4()})
                if answer.status_code not in REFUSED or held() != before:
                    opened.append(f"{method} {name}: {answer.status_code}")
    assert opened == []


@pytest.mark.parametrize("visitor", ["member", "neighbour", "outsider", "auditor", "administrator"])
def test_neither_does_a_program_of_theirs(town: "Town", things: dict[str, Any], visitor: str) -> None:
    person = visitor_of(town, visitor)
    ends_on = timezone.localdate() + timedelta(days=7)
    words = make(person, name="mine", scopes=list(scopes()), ends_on=ends_on)
    program = Client(headers={"authorization": f"Bearer {words}"})
    reference, uid = things["matter"][1]["reference"], things["file"][1]["uid"]
    paths = [f"/api/matters/{reference}", f"/api/matters/{reference}/moves/withdraw", f"/api/files/{uid}"]
    answers = [program.get(path) for path in paths]
    for answer in answers:
        if answer.streaming:
            answer.getvalue()
    statuses = {answer.status_code for answer in answers}
    assert statuses == ({200} if visitor == "member" else {404})


def serves(person: Person | None, town: "Town") -> bool:
    return person in (town.steward, town.caseworker, town.mill_coordinator, town.coordinator)


def held() -> list[int]:
    """How many rows there are of what could be taken away, and in which state the matters are."""
    counts = []
    with connection.cursor() as cursor:
        for table in sorted(set(UNCHANGED) & {model._meta.db_table for model in apps.get_models()}):
            cursor.execute(f'SELECT coalesce(sum(hashtext(t::text)::bigint), 0) FROM "{table}" t')  # noqa: S608
            counts.append(cursor.fetchone()[0])
    return counts
