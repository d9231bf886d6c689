"""What happens is sent to a program: signed, again until it is taken, and nothing private."""

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.proving import proved
from unionhall.kernel.api import hooks
from unionhall.kernel.api.models import Hook, Sending, Token
from unionhall.kernel.api.signing import signature
from unionhall.kernel.api.tests.program import Program
from unionhall.kernel.api.tests.receiver import Receiver, listening
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

    from tests.town import Town

SECRET = "whsec_"


@pytest.fixture
def receiver(settings: "Settings") -> Iterator[Receiver]:
    settings.PRIVATE_HOSTS = settings.WEBHOOK_HOSTS = ("127.0.0.1",)
    with listening() as server:
        yield server


@pytest.fixture
def secret(town: "Town", receiver: Receiver) -> str:
    """Of a hook that the steward opened on the page."""
    page = _open(town.steward, receiver.url)
    assert page.status_code == 200, page.content
    rest: str = page.content.decode().partition(SECRET)[2]
    return SECRET + rest.partition("<")[0]


def test_an_event_says_what_happened_where_and_no_more(town: "Town", receiver: Receiver, secret: str) -> None:
    matter = town.desk.ask(description="The boss shouts.")
    assert hooks.sweep() == 1
    [(headers, body)] = receiver.received
    said = json.loads(body)
    assert said == {
        "type": "desk.ask",
        "timestamp": said["timestamp"],
        "data": {"reference": matter.reference},
    }
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = b64decode(secret.removeprefix(SECRET))
    expected = "v1," + b64encode(hmac.new(key, signed, sha256).digest()).decode()
    assert headers["webhook-signature"] == expected
    assert abs(int(headers["webhook-timestamp"]) - timezone.now().timestamp()) < 60


def test_the_signature_is_that_of_the_standard() -> None:
    """The example that Standard Webhooks gives to test one's own code with."""
    made = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        number="msg_p5jXN8AQM9LWM0D4loKWxJek",
        moment=1614265330,
        body=b'{"test": 2432232314}',
    )
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_it_is_sent_once_and_only_to_whom_it_concerns(town: "Town", receiver: Receiver, secret: str) -> None:
    handling.accept(town.desk.ask(), actor=town.steward)
    town.desk.ask(area=town.south)
    assert [hooks.sweep(), hooks.sweep()] == [1, 0]
    assert len(receiver.received) == 1


def test_what_happened_before_is_not_sent(town: "Town", receiver: Receiver) -> None:
    town.desk.ask()
    _open(town.steward, receiver.url)
    assert hooks.sweep() == 0


def test_what_is_not_taken_is_sent_again_later_under_the_same_number(
    town: "Town", receiver: Receiver, secret: str
) -> None:
    receiver.answer = 500
    town.desk.ask()
    assert [hooks.sweep(), hooks.sweep()] == [0, 0]
    town.desk.ask()
    receiver.answer = 200
    Sending.objects.update(try_at=timezone.now())
    assert hooks.sweep() == 2
    numbers = [headers["webhook-id"] for headers, _body in receiver.received]
    assert len(numbers) == 3
    assert numbers[0] == numbers[1] != numbers[2]


def test_it_waits_longer_each_time_and_then_gives_up(town: "Town", receiver: Receiver, secret: str) -> None:
    receiver.answer = 302
    town.desk.ask()
    waits = []
    for _number in range(hooks.MOST_TRIES):
        Sending.objects.update(try_at=timezone.now())
        hooks.sweep()
        waits.append(Sending.objects.get().try_at - timezone.now())
    assert waits[0] < waits[1] < waits[2] < timedelta(minutes=3)
    assert Sending.objects.get().settled_at
    assert Sending.objects.get().sent_at is None
    assert len(receiver.received) == hooks.MOST_TRIES


def test_a_receiver_that_is_gone_ends_the_hook(town: "Town", receiver: Receiver, secret: str) -> None:
    receiver.answer = 410
    town.desk.ask()
    hooks.sweep()
    assert not Hook.objects.exists()


def test_it_ends_with_its_token(town: "Town", receiver: Receiver, secret: str) -> None:
    town.desk.ask()
    hooks.lay_out()
    Token.objects.all().end()
    town.desk.ask()
    assert hooks.sweep() == 0
    assert receiver.received == []


def test_nothing_leaves_for_somebody_who_left(town: "Town", receiver: Receiver, secret: str) -> None:
    town.desk.ask()
    hooks.lay_out()
    town.steward.is_active = False
    town.steward.save()
    assert hooks.sweep() == 0
    assert receiver.received == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hall",
        "ftp://127.0.0.1/",
        "http://localhost/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://u:p@127.0.0.1/",
    ],
)
def test_the_hall_sends_only_where_its_operator_allows(town: "Town", receiver: Receiver, url: str) -> None:
    assert _open(town.steward, url).status_code == 422
    assert not Hook.objects.exists()


def test_a_host_that_the_operator_takes_off_the_list_gets_nothing_more(
    town: "Town", receiver: Receiver, secret: str, settings: "Settings"
) -> None:
    settings.WEBHOOK_HOSTS = ("events.example.org",)
    town.desk.ask()
    assert hooks.sweep() == 0
    settings.WEBHOOK_HOSTS, settings.PRIVATE_HOSTS = ("127.0.0.1",), ()
    Sending.objects.update(try_at=timezone.now())
    assert hooks.sweep() == 0
    assert receiver.received == []


def test_only_officers_and_only_with_a_token_of_their_own(town: "Town", receiver: Receiver) -> None:
    assert _open(town.member, receiver.url).status_code == 403
    Program(town.steward)
    client = proved(town.caseworker)
    theirs = Token.objects.get(person=town.steward)
    assert client.post(f"/api/tokens/{theirs.pk}/hook/", {}).status_code == 404
    assert client.post(f"/api/tokens/{theirs.pk}/hook/end/").status_code == 404


def test_its_owner_ends_it(town: "Town", receiver: Receiver, secret: str) -> None:
    token = Token.objects.get()
    proved(town.steward).post(f"/api/tokens/{token.pk}/hook/end/")
    assert not Hook.objects.exists()


def _open(person: Any, url: str) -> Any:
    Program(person)
    token = Token.objects.get(person=person)
    return proved(person).post(f"/api/tokens/{token.pk}/hook/", {f"{token.pk}-url": url})
