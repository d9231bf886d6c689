"""What only the body of a verb could see is wrong is said at its question, and nothing typed is lost."""

from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests import choir
from tests.walking import Browser, sent
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.asks import Wrong

if TYPE_CHECKING:
    from tests.town import Town

MESSAGE = "No room is free on that day."


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The opening of a plan whose body finds fault with two answers together, and of a move with its text."""
    for verb in (choir.planning.plan, choir.asking.answer):

        @wraps(verb.body)
        def refuse(*given: Any, **answers: Any) -> None:
            raise Wrong(MESSAGE, question="until")

        monkeypatch.setitem(verb.__dict__, "body", refuse)


def test_an_opening_says_it_at_its_question(town: "Town", refusing: None) -> None:
    client = Browser()
    client.force_login(town.steward)
    day = timezone.localdate().isoformat()
    words = {"what": "A summer choir", "until": day, "place": town.north.pk, "key": uuid4()}
    page = client.post("/choir/plan/", words)
    assert page.context["form"].errors == {"until": [MESSAGE]}
    assert "A summer choir" in page.content.decode()
    assert not Matter.objects.exists()


def test_a_move_says_it_above_where_it_has_no_such_question(
    town: "Town", client: Client, refusing: None
) -> None:
    asked = choir.question(town)
    assert asked.handler
    client.force_login(asked.handler)
    page = sent(client, f"/matters/{asked.reference}/answer/", {"text": "On Monday.", "key": uuid4()})
    assert page.status_code in (200, 422)
    assert page.context["form"].non_field_errors() == [MESSAGE]
    assert "On Monday." in page.content.decode()
    assert Matter.objects.get().state == asked.state
