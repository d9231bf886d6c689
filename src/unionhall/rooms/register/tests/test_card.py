"""The member's card: signed, checked with and without the hall, and over with the membership."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.utils import timezone

from unionhall.ground import signatures
from unionhall.kernel.privacy.models import Access
from unionhall.rooms.register.card import holding, signing
from unionhall.rooms.register.card.commands import verify_card
from unionhall.rooms.register.models import Card
from unionhall.rooms.register.procedure import leaving

if TYPE_CHECKING:
    from tests.town import Town

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
FACE = signing.Face("李梅 O'Neill", "河湾总工会", date(2027, 1, 21), "7KQ2-M9XD-PT4H")
VECTOR = Path(__file__).with_name("card_vector.json")


def test_the_published_vector_holds() -> None:
    """Other programs are built on these bytes; a change here breaks every card that is out there."""
    vector = json.loads(VECTOR.read_text())
    assert signatures.public_text(KEY) == vector["public_key"]
    assert signing.sign(FACE, KEY) == vector["code"]
    assert signing.read(vector["code"], vector["public_key"]) == FACE


@pytest.mark.parametrize("at", [0, 8, 60, -1])
def test_one_letter_changed_is_no_card(at: int) -> None:
    code = signing.sign(FACE, KEY)
    at %= len(code) - 1
    changed = code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :]
    with pytest.raises(signing.NotACard):
        signing.read(changed, signatures.public_text(KEY))


@pytest.mark.parametrize("code", ["", "uh1", "uh1..", "uh1.e30.e30", "a.b.c.d", "uh1.é.x", "\0", "x" * 9000])
def test_no_code_makes_it_fail_otherwise(code: str) -> None:
    with pytest.raises(signing.NotACard):
        signing.read(code, signatures.public_text(KEY))


def test_a_member_shows_it_and_anybody_checks_both_codes(town: "Town", client: Client) -> None:
    client.force_login(town.member)
    page = client.get("/register/card/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    code = Card.objects.get().code
    assert code in page
    signed = re.search(r'class="signed">([^<]+)<', page)
    assert signed
    for typed in (
        code.lower().replace("-", " "),
        signed[1],
        f"https://hall.example/register/verify/#{signed[1]}",
    ):
        answer = Client().post("/register/verify/", {"code": typed}).content.decode()
        assert "Mei O&#x27;Neill" in answer
    assert Access.objects.filter(subject=town.member.uid, what="register.card").count() == 3
    read = client.get("/account/readings/").content.decode()
    assert "Somebody without an account checked your member&#x27;s card." in read


def test_left_it_is_not_good_at_once_and_a_guess_never_is(town: "Town") -> None:
    shown = holding.show(town.member)
    leaving.leave(town.member, town.north, key=uuid4())
    for typed in (shown.face.code, shown.signed, holding.new_code(), "nonsense"):
        answer = Client().post("/register/verify/", {"code": typed}).content.decode()
        assert "This card is not good." in answer
        assert "Neill" not in answer


def test_it_runs_out_and_looking_at_it_renews_it(town: "Town") -> None:
    shown = holding.show(town.member)
    assert shown.face.until == timezone.localdate() + timedelta(days=60)
    old = signing.Face("Mei O'Neill", "Town Union", timezone.localdate() - timedelta(days=1), shown.face.code)
    from django.conf import settings

    assert holding.check(signing.sign(old, signing.key_in(settings.HALL_HOME)), by=None) is None
    assert holding.show(town.member).face.code == shown.face.code


def test_who_is_no_member_has_no_card(town: "Town", client: Client) -> None:
    leaving.leave(town.member, town.north, key=uuid4())
    client.force_login(town.member)
    assert client.get("/register/card/").status_code == 409


def test_the_public_key_is_published(town: "Town", client: Client) -> None:
    published = client.get("/.well-known/unionhall-card.json").json()
    signed = holding.show(town.member).signed
    assert signing.read(signed, published["public_key"]).name == town.member.name


def test_the_command_needs_no_database() -> None:
    vector = json.loads(VECTOR.read_text())
    good = signing.sign(signing.Face("Mei", "Union", date(2999, 1, 1), "X"), KEY)
    run = CliRunner().invoke(verify_card, [good, "--key", vector["public_key"]])
    assert (run.exit_code, run.output.splitlines()) == (0, ["Mei", "Union", "valid until 2999-01-01"])
    assert CliRunner().invoke(verify_card, [good[:-4] + "AAAA", "--key", vector["public_key"]]).exit_code == 1


def test_who_guesses_too_often_is_told_to_wait(db: None) -> None:
    client = Client()
    statuses = [client.post("/register/verify/", {"code": "X"}).status_code for _ in range(61)]
    assert statuses[-2:] == [200, 429]
