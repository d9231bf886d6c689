"""Every witness is told each head once; one that can't be reached is told later."""

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail

from unionhall.kernel.journal import heads, statements
from unionhall.kernel.journal.models import Witness
from unionhall.kernel.notices import reach, witnesses

if TYPE_CHECKING:
    from tests.town import Town

URL, MAIL = "https://witness.example/heads", "keeper@witness.example"


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[str]:
    settings.WITNESSES = (URL, MAIL)
    sent = list[str]()

    def take(url: str, body: bytes, headers: object) -> int:
        sent.append(body.decode())
        return 200

    monkeypatch.setattr(reach, "post", take)
    return sent


def test_without_a_head_nobody_is_told(db: None, posted: list[str]) -> None:
    assert witnesses.tell() == 0
    assert posted == []


def test_each_head_is_told_once(town: "Town", posted: list[str]) -> None:
    town.desk.ask()
    heads.seal()
    assert (witnesses.tell(), witnesses.tell()) == (2, 0)
    town.desk.ask(member=town.neighbour)
    newest = heads.seal()
    assert newest is not None
    assert witnesses.tell() == 2
    assert statements.read(posted[-1]).size == newest.size
    assert statements.read(str(mail.outbox[-1].body)).size == newest.size
    assert mail.outbox[-1].to == [MAIL]


def test_one_that_fails_is_told_the_next_time(
    town: "Town", posted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    town.desk.ask()
    heads.seal()
    with monkeypatch.context() as patch:
        patch.setattr(reach, "post", lambda *_arguments: 503)
        assert witnesses.tell() == 1
    assert Witness.objects.get(address=URL).told_at is None
    assert witnesses.tell() == 1
    assert json.loads(posted[0])["format"] == "unionhall-head-1"


def test_a_witness_inside_the_network_is_not_told(town: "Town", settings: Any) -> None:
    settings.WITNESSES = ("http://127.0.0.1:9/heads",)
    town.desk.ask()
    heads.seal()
    assert witnesses.tell() == 0
