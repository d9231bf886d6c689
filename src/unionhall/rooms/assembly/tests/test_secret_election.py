"""The whole way of a secret election: encrypted ballots, a key holder, and seats by what was counted."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from unionhall.instruments.ballot.models import Election as Ballot
from unionhall.instruments.ballot.procedure import calling, opening
from unionhall.instruments.ballot.tests.acts.holding import Held, hand_out, make_keys
from unionhall.rooms.assembly.models import Mandate
from unionhall.rooms.assembly.tests.electing import Electing, marks

if TYPE_CHECKING:
    from tests.town import Town


def test_secret_ballots_become_seats_once_the_key_holder_has_opened_the_sum(town: "Town") -> None:
    electing = Electing(town)
    electing.prepare()
    draft = electing.put()
    Ballot.objects.filter(pk=draft.pk).update(opens_at=timezone.now() - timedelta(minutes=1))
    held = Held(town, draft, [*electing.people, town.volunteer])
    calling.invite(held.again(), town.steward, actor=town.chair)
    calling.call(held.again(), actor=town.chair, at=timezone.now() - timedelta(days=2))
    make_keys(held)
    hand_out(held)
    assert opening.open_now(held.again())
    for voter in range(12):
        held.cast(voter, [marks(0, 1) if voter < 8 else marks(0, 2)])
    held.close()
    assert electing.read().state == "voting"
    held.decrypt(1)
    assert electing.read().state == "counted"
    rows = Mandate.objects.filter(election=electing.matter).order_by("seat")
    assert [(row.person.name, row.votes, row.entitled) for row in rows] == [
        ("Vo Ter 00", 12, 12),
        ("Vo Ter 01", 8, 12),
    ]


def test_too_few_secret_ballots_are_never_opened_and_elect_nobody(town: "Town") -> None:
    electing = Electing(town)
    electing.prepare()
    draft = electing.put()
    Ballot.objects.filter(pk=draft.pk).update(opens_at=timezone.now() - timedelta(minutes=1))
    held = Held(town, draft, [*electing.people, town.volunteer])
    calling.invite(held.again(), town.steward, actor=town.chair)
    calling.call(held.again(), actor=town.chair, at=timezone.now() - timedelta(days=2))
    make_keys(held)
    hand_out(held)
    assert opening.open_now(held.again())
    for voter in range(9):
        held.cast(voter, [marks(0, 1)])
    held.close()
    assert electing.read().state == "counted"
    assert not Mandate.objects.filter(election=electing.matter).exists()
