"""A dispute with everybody who might listen, and what was said in it in confidence, for tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.town import person
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.procedure import agreeing, choosing, going_on, inviting, talking
from unionhall.rooms.mediation.procedure.states import mediation
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.dispute import scene as people_of

if TYPE_CHECKING:
    from tests.town import Town


@dataclass
class Room:
    """A dispute with everybody who might listen, and the words that were said to each side in confidence."""

    scene: Scene
    guest_code: str
    third: Person
    colleague: Person
    secrets: dict[str, list[str]] = field(default_factory=lambda: {"claimant": [], "respondent": []})

    @property
    def mediator(self) -> Person:
        found = self.scene.fresh().handler
        assert found
        return found

    def word(self, side: str) -> str:
        made = f"zq{side}{len(self.secrets[side])}vx"
        self.secrets[side].append(made)
        return f"In confidence: {made}."

    def make(self, name: str) -> None:
        move, actor, more = getattr(self, name)()
        self.scene.fresh()
        if move in mediation.possible(self.scene.matter, actor):
            move(self.scene.matter, actor=actor, **{key: given() for key, given in more.items()})

    def member_confides(self) -> Any:
        return talking.confide, self.scene.member, {"text": lambda: self.word("claimant")}

    def other_confides(self) -> Any:
        return talking.confide, self.scene.other, {"text": lambda: self.word("respondent")}

    def told_to_claimant(self) -> Any:
        said: dict[str, Callable[[], str]] = {
            "text": lambda: self.word("claimant"),
            "side": lambda: "claimant",
        }
        return talking.confide_to, self.mediator, said

    def told_to_respondent(self) -> Any:
        said = {"text": lambda: self.word("respondent"), "side": lambda: "respondent"}
        return talking.confide_to, self.mediator, said

    def member_says(self) -> Any:
        return talking.say, self.scene.member, {"text": lambda: "It is about May."}

    def other_says(self) -> Any:
        return talking.say, self.scene.other, {"text": lambda: "It was June."}

    def mediator_says(self) -> Any:
        return talking.say, self.mediator, {"text": lambda: "Let us look at both."}

    def proposes(self) -> Any:
        return talking.make_proposal, self.mediator, {"text": lambda: "Half in May."}

    def member_no(self) -> Any:
        return talking.answer_proposal, self.scene.member, {"accepts": lambda: "no"}

    def other_no(self) -> Any:
        return talking.answer_proposal, self.scene.other, {"accepts": lambda: "no"}

    def drafts(self) -> Any:
        return agreeing.draft, self.mediator, {"words": lambda: "Half is paid.", "promises": list}

    def goes_up(self) -> Any:
        return going_on.go_up, self.scene.member, {}

    def offers_times(self) -> Any:
        begin = timezone.now() + timedelta(days=7)
        times = [talking.Time(begin, begin + timedelta(hours=hour), f"Room {hour}") for hour in (1, 2)]
        return talking.propose_times, self.mediator, {"times": lambda: times}

    def chooses(self, side: str, time: int) -> None:
        """A side chooses one of two times, and says yes to the proposal or no."""
        actor = self.scene.member if side == "claimant" else self.scene.other
        talking.choose_times(self.scene.fresh(), actor=actor, chosen=[time])
        talking.answer_proposal(self.scene.fresh(), actor=actor, accepts="yes" if time == 1 else "no")


def room(town: "Town", *, other_is_member: bool) -> Room:
    """In mediation by a panel of three, with a colleague of one side; the other side as guest or member."""
    town.member = Person.objects.get(pk=town.member.pk)
    scene, third = people_of(town), person("Thi Rd", town.mill, "mediator")
    colleague, other = person("Co Lleague", town.north), person("Ray Spondent", town.south)
    scene.invite()
    scene.with_rule("mediation.panel", 3)
    if other_is_member:
        inviting.take_seat(scene.fresh(), actor=other, code=scene.link())
        scene.other = other  # type: ignore[assignment]
    else:
        scene.seat_other()
    codes: list[str] = []
    inviting.let_colleague_in(scene.fresh(), actor=scene.member, codes=codes)
    inviting.take_seat(scene.fresh(), actor=colleague, code=codes[0])
    inviting.take_part(scene.fresh(), actor=scene.other)
    choosing.propose(scene.fresh(), actor=scene.chair, mediators=[scene.mediator, scene.second, third])
    choosing.accept_mediator(scene.fresh(), actor=scene.member)
    choosing.begin_mediation(scene.fresh(), actor=scene.other)
    return Room(scene, scene.code, third, colleague)
