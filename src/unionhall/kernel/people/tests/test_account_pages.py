"""The pages and letters around an account speak as the rest of the hall does, in every language."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import translation

from unionhall.kernel.people.tests.signing import app_code

if TYPE_CHECKING:
    from tests.town import Town

PASSWORD = "a-quiet-river-4711"
NEW = "mei.new@town.example"
STRANGERS = (
    "login/",
    "login/code/",
    "signup/",
    "inactive/",
    "confirm-email/",
    "confirm-email/nothing/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    "password/reset/key/1-nothing/",
)
OWN = (
    "",
    "email/",
    "password/change/",
    "phone/change/",
    "reauthenticate/",
    "signed-in/",
    "steps/passkeys/",
    "logout/",
)


NO_WORDS = r"[\w.:/-]+[@/.:][\w.:/-]+|Getting to work|Sam Steward|Cai Worker|[A-Z2-7]{32}"
WRONG = r"您|[A-Za-z]{3,} [A-Za-z]{2,}|[\u4e00-\u9fff][,.!?:;(]"


class Reader:
    """Somebody who reads everything that the hall says around their account in one language."""

    def __init__(self, client: Client, language: str) -> None:
        self.client, self.heard = client, list[tuple[str, str]]()
        client.cookies["django_language"] = language

    def get(self, address: str) -> str:
        return self._hear(address, self.client.get(f"/account/{address}", follow=True))

    def post(self, address: str, **values: Any) -> str:
        return self._hear(f"POST {address}", self.client.post(f"/account/{address}", values, follow=True))

    def letter(self) -> str:
        """The last letter; its links and addresses are no words of any language."""
        said = f"{mail.outbox[-1].subject}\n{mail.outbox[-1].body}"
        self.heard.append(("a letter", said))
        return said

    def _hear(self, what: str, page: Any) -> str:
        found = re.search(r"<main.*</main>", page.content.decode(), re.DOTALL)
        assert found, what
        self.heard.append((what, unescape(re.sub(r"<[^>]+>|\s+", " ", found[0]))))
        return found[0]


def link_in(letter: str) -> str:
    found = re.search(r"/account/(\S+)", letter)
    assert found, letter
    return found[1]


def read_everything(reader: Reader, town: "Town") -> None:
    """Every page and letter, mistakes included: as a stranger, with a new password, with a new address."""
    for address in STRANGERS:
        reader.get(address)
    reader.post("login/", login="nobody@town.example", password="wrong")
    reader.post("password/reset/", email="")
    reader.post("password/reset/", email="nobody@town.example")
    reader.letter()
    reader.post("login/code/", email=town.member.email)
    reader.letter()
    reader.post("login/code/confirm/", code="WRONG1")
    reader.post("logout/", next="/account/login/")
    reader.post("password/reset/", email=town.member.email)
    key = link_in(reader.letter())
    reader.get(key)
    address = key.replace(key.split("-", 1)[1], "set-password/")
    reader.post(address, password1="one", password2="another")
    reader.post(address, password1=PASSWORD, password2=PASSWORD)
    reader.post("login/", login=town.member.email, password=PASSWORD, next="/account/")
    for address in OWN:
        reader.get(address)
    reader.post("reauthenticate/", password="wrong")
    set_up_an_app(reader)
    reader.post("password/change/", oldpassword="wrong", password1=PASSWORD, password2=PASSWORD)
    reader.post("email/", action_add="1", email=town.member.email)
    reader.post("email/", action_add="1", email=town.neighbour.email)
    reader.get(link_in(reader.letter()))
    reader.post("email/", action_add="1", email=NEW)
    confirm = link_in(reader.letter())
    reader.get(confirm)
    reader.post(confirm)


def set_up_an_app(reader: Reader) -> None:
    """The pages of the second step, with mistakes, and the letter when it is said to be lost."""
    reader.post("reauthenticate/", password=PASSWORD, next="/account/")
    reader.get("steps/passkeys/new/")
    secret = re.search(r"<p[^>]*>([A-Z2-7]{32})</p>", reader.get("steps/app/activate/"))
    assert secret
    reader.post("steps/app/activate/", code="000000")
    reader.post("steps/app/activate/", code=app_code(secret[1]))
    for address in ("", "steps/codes/", "steps/codes/new/", "steps/app/deactivate/", "steps/again/"):
        reader.get(address)
    reader.post("steps/app/deactivate/")


@pytest.fixture
def reader(town: "Town", client: Client, request: pytest.FixtureRequest) -> Iterator[Reader]:
    for person in (town.member, town.neighbour):
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    with translation.override("en"):  # and back after the test: a page leaves its language behind
        yield Reader(client, request.param)


@pytest.mark.parametrize("reader", ["en"], indirect=True)
def test_a_person_changes_their_address_by_a_link_in_a_letter(town: "Town", reader: Reader) -> None:
    read_everything(reader, town)
    town.member.refresh_from_db()
    assert town.member.email == NEW
    assert "This address belongs to another account already" in str(reader.heard)
    assert "!" not in str(reader.heard)


@pytest.mark.parametrize("reader", ["zh-hans", "zh-hant"], indirect=True)
def test_every_page_and_letter_speaks_chinese_and_to_a_friend(town: "Town", reader: Reader) -> None:
    read_everything(reader, town)
    spoken = [(what, re.sub(NO_WORDS, "", said)) for what, said in reader.heard]
    assert [each for each in spoken if re.search(WRONG, each[1])] == []
