"""Colleagues who join a dispute, and elect who speaks for them, for tests."""

from tests.town import person
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.procedure import backing, electing, inviting, sides
from unionhall.rooms.mediation.tests.dispute import Scene


def _link(scene: Scene) -> str:
    codes: list[str] = []
    speaking = next(each for each in (scene.member, *joined(scene)) if sides.side_of(scene.fresh(), each))
    inviting.let_colleague_in(scene.fresh(), actor=speaking, codes=codes)
    return codes[0]


def joined(scene: Scene) -> list[Person]:
    """Those who joined with an account."""
    seats = scene.fresh().seats
    bearers = [each.person.bearer for each in seats if each.capacity in ("co_claimant", "speaker")]
    return list(Person.objects.filter(uid__in=bearers))


def join(scene: Scene, name: str) -> Person:
    """Somebody with an account joins the claim."""
    colleague = person(name, scene.town.north)
    inviting.take_seat(scene.fresh(), actor=colleague, code=_link(scene))
    return Person.objects.get(pk=colleague.pk)


def join_as_guest(scene: Scene) -> tuple[Guest, str]:
    """Somebody without an account joins the claim; their receipt, and its code."""
    link, code = _link(scene), new_code()
    inviting.take_seat(scene.fresh(), actor=Guest(), code=link, receipt=digest_of(code))
    return Guest(digest_of(code)), code


def stand(scene: Scene, actor: Actor, name: str = "") -> int:
    """They would speak for the others; the number by which they are chosen."""
    electing.stand(scene.fresh(), actor=actor, name=name)
    made = backing.backing_of(scene.fresh(), actor).pk
    assert made
    return made


def elect(scene: Scene, actor: Actor, *voters: Actor, name: str = "") -> int:
    """They stand, and those choose them."""
    number = stand(scene, actor, name)
    for voter in voters:
        electing.choose(scene.fresh(), actor=voter, backing=number)
    return number


def speaking(scene: Scene, *actors: Actor) -> list[Actor]:
    """Who of these speaks for the side that asked."""
    return [each for each in actors if sides.side_of(scene.fresh(), each) == "claimant"]
