"""Who of a side stands, and who chose whom, reaches nobody of the other side by any way, nor any office.

Choices in any order, against a count of one's own of who must be speaking; then everything that each reader
can get is searched for the names of those who stand.
"""

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.protection.confiding import Room, room
from tests.protection.test_confidence import everything, readers
from tests.protection.test_sealed_matters import raw
from tests.proving import proved
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.models import Backing
from unionhall.rooms.mediation.procedure import electing, sides, talking
from unionhall.rooms.mediation.procedure.electing import change_speaker
from unionhall.rooms.mediation.tests.colleagues import join_as_guest, stand

if TYPE_CHECKING:
    from tests.town import Town

NAME, COLLEAGUE = "Old Zhuzi of the weaving hall", "Co Lleague"
WHO = st.integers(0, 2)
ACTS = st.lists(st.tuples(WHO, st.one_of(st.none(), st.just("back"), WHO)), min_size=4, max_size=14)


class Election:
    """Whoever asked, a colleague and a guest; what each said last, and who must be speaking by that."""

    def __init__(self, found: Room) -> None:
        self.scene = found.scene
        guest, self.code = join_as_guest(found.scene)
        self.voters: list[Actor] = [found.scene.member, found.colleague, guest]
        self.stands: dict[int, int] = {}
        self.chose: dict[int, int] = {}
        self.speaks = 0

    def act(self, who: int, what: Any) -> None:
        """Stand (None), step back, or choose one of the three, if they stand."""
        actor, matter = self.voters[who], self.scene.fresh()
        if what is None:
            self.stands[who] = stand(self.scene, actor, NAME if who == 2 else "")
        elif what == "back":
            electing.step_back(matter, actor=actor)
            self.stands.pop(who, None)
            self.chose = {each: chosen for each, chosen in self.chose.items() if chosen != who}
        elif what in self.stands and who == 2:
            with pytest.raises(electing.NoVoice):
                electing.choose(matter, actor=actor, backing=self.stands[what])
        elif what in self.stands:
            electing.choose(matter, actor=actor, backing=self.stands[what])
            self.chose[who] = what
        self._count()

    def _count(self) -> None:
        for chosen, voices in Counter(self.chose.values()).items():
            if voices >= 2:
                self.speaks = chosen
        if self.speaks not in self.stands:
            self.speaks = 0

    def check(self) -> None:
        matter = self.scene.fresh()
        speaking = [each for each, actor in enumerate(self.voters) if sides.side_of(matter, actor)]
        assert speaking == [self.speaks]
        assert matter.dispute.is_represented == (self.speaks != 0)


def look_for(found: Room, election: Election) -> None:
    for name, reader in readers(found):
        is_theirs = name in ("claimant", "colleague")
        for way, text in everything(found, reader):
            assert is_theirs or NAME not in text, (name, way)
            assert name != "respondent" or COLLEAGUE not in text, way
            assert is_theirs or "Who speaks for your side" not in text, (name, way)
    mediating = proved(found.mediator).get(f"/matters/{found.scene.matter.reference}/").text
    assert NAME not in mediating


@pytest.mark.slow("every page, as every reader")
@settings(
    max_examples=4,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=ACTS, other_is_member=st.booleans())
def test_who_must_speak_does_and_no_way_leads_to_the_names_of_those_who_stand(
    town: "Town", acts: list[tuple[int, Any]], other_is_member: bool
) -> None:
    with transaction.atomic():
        found = room(town, other_is_member=other_is_member)
        election = Election(found)
        election.act(2, None)
        for who, what in acts:
            election.act(who, what)
            election.check()
        look_for(found, election)
        transaction.set_rollback(True)


@pytest.fixture
def elected(town: "Town") -> tuple[Room, Election]:
    """The colleague and whoever asked chose the guest, who speaks now."""
    found = room(town, other_is_member=True)
    election = Election(found)
    for act in ((2, None), (1, None), (0, 2), (1, 2)):
        election.act(*act)
    return found, election


def test_those_of_the_side_read_the_names_on_their_page_and_in_their_copy(
    elected: tuple[Room, Election],
) -> None:
    found, election = elected
    page = f"/matters/{found.scene.matter.reference}/"
    for actor in (found.scene.member, found.colleague):
        read = dict(everything(found, Person.objects.get(pk=actor.pk)))
        named = {way for way, text in read.items() if NAME in text}
        assert named == {page, f"{page}?find=confidence", "copy"}
    guest = Client().post("/receipt/", {"code": election.code}, follow=True).text
    assert COLLEAGUE in guest
    assert "You speak for your side." in guest


def test_the_other_side_and_the_mediator_read_that_another_speaks(elected: tuple[Room, Election]) -> None:
    found, _election = elected
    for actor in (found.scene.other, found.mediator):
        page = proved(Person.objects.get(pk=actor.pk)).get(f"/matters/{found.scene.matter.reference}/").text  # type: ignore[union-attr]
        assert page.count("The side that asked is now spoken for by another person.") == 1


def test_the_test_would_find_a_name(elected: tuple[Room, Election], monkeypatch: pytest.MonkeyPatch) -> None:
    found, election = elected
    monkeypatch.setattr(
        "unionhall.rooms.mediation.speaking.showing.ASKING", ("claimant", "speaker", "respondent")
    )
    monkeypatch.setattr(
        "unionhall.rooms.mediation.procedure.backing.ASKING", ("claimant", "speaker", "respondent")
    )
    with pytest.raises(AssertionError):
        look_for(found, election)


def test_neither_the_tables_nor_the_journal_hold_a_name(elected: tuple[Room, Election]) -> None:
    assert NAME not in raw(*connection.introspection.table_names())
    names = {each.person.name for each in Backing.objects.exclude(person=None) if each.person}
    assert COLLEAGUE in names
    assert not Backing.objects.filter(person__mask_in="").exists()
    assert set(Entry.objects.filter(event=change_speaker.event).values_list("actor", flat=True)) == {None}


def test_what_is_said_in_confidence_stays_with_who_was_told(elected: tuple[Room, Election]) -> None:
    found, election = elected
    speaks, asked, colleague = election.voters[2], found.scene.member, found.colleague
    talking.confide(found.scene.fresh(), actor=speaks, text="We would take two thirds.")
    talking.confide_to(found.scene.fresh(), actor=found.mediator, side="claimant", text="Ask for more.")
    for reader, heard in ((speaks, True), (asked, False), (colleague, False), (found.scene.other, False)):
        said = [each.text for each in found.scene.fresh().messages.all() if each.is_for(reader)]
        assert ("We would take two thirds." in said, "Ask for more." in said) == (heard, heard)


def test_what_whoever_asked_confided_before_is_not_handed_on(town: "Town") -> None:
    found = room(town, other_is_member=False)
    found.make("member_confides")
    election = Election(found)
    for act in ((2, None), (0, 2), (1, 2)):
        election.act(*act)
    (said,) = found.scene.fresh().messages.all()
    assert [said.is_for(each) for each in election.voters] == [True, False, False]
