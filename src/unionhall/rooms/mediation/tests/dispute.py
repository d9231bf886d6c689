"""A dispute between a member and a foreman, for tests: at any station, with both sides and a mediator."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.town import person
from unionhall.kernel.matters.models import Matter, RuleVersion
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.models import Office, Person
from unionhall.rooms.mediation.models import Dispute
from unionhall.rooms.mediation.procedure import agreeing, beginning, choosing, inviting

if TYPE_CHECKING:
    from tests.town import Town

CLAIM, WISH = "Overtime of four weekends was not paid.", "The four weekends are paid."
CONTACT = {"name": "Frank Foreman", "address": "1 Mill Lane", "email": "", "phone": ""}
PROMISES = [{"side": "respondent", "what": "Pays 412.50 for the weekends.", "due_on": "2036-01-31"}]


@dataclass
class Scene:
    """The people around one dispute, and the dispute itself."""

    town: "Town"
    chair: Person
    mediator: Person
    second: Person
    matter: Matter = field(init=False)
    other: Guest = field(init=False)
    code: str = ""

    @property
    def member(self) -> Person:
        return self.town.member

    def fresh(self) -> Matter:
        """The dispute as it is in the database."""
        found: Matter = Matter.objects.get(pk=self.matter.pk)
        self.matter = found
        return found

    def ask(self, **dispute: Any) -> Matter:
        asked = beginning.new_matter("pay", self.town.north, subject=self.member)
        said = {
            "claim": CLAIM,
            "wish": WISH,
            "contact": CONTACT,
            "employed_until": date(2026, 1, 5),
            **dispute,
        }
        self.matter = beginning.ask(asked, actor=self.member, dispute=Dispute(**said))
        return self.matter

    def with_rule(self, key: str, amount: int) -> None:
        """From now on the dispute goes by its rules, but for this one."""
        kept = self.fresh().rules
        rules = [{**each, "amount": amount} if each["key"] == key else each for each in kept.rules["rules"]]
        changed = RuleVersion.objects.create(
            digest=f"{key} {amount}", pack=kept.pack, rules={**kept.rules, "rules": rules}
        )
        Matter.objects.filter(pk=self.matter.pk).update(rules=changed)

    def link(self) -> str:
        """The code of a new letter to the other side."""
        codes: list[str] = []
        handler = self.fresh().handler
        assert handler
        inviting.write_to_other_side(self.matter, actor=handler, codes=codes)
        return codes[0]

    def come_in(self, code: str) -> Guest:
        """Somebody without an account uses a link, and has a receipt from then on."""
        guest = Guest(digest_of(new_code()))
        inviting.take_seat(self.fresh(), actor=Guest(), code=code, receipt=guest.receipt)
        return guest

    def invite(self) -> Matter:
        """Asked and taken on: the other side is invited."""
        self.ask()
        beginning.accept(self.fresh(), actor=self.chair)
        return self.fresh()

    def mediate(self) -> Matter:
        """From the first word to the first meeting."""
        self.ask()
        return self.choose()

    def seat_other(self) -> Guest:
        """The other side comes in by the link of its letter, without an account."""
        code, self.code = self.link(), new_code()
        inviting.take_seat(self.fresh(), actor=Guest(), code=code, receipt=digest_of(self.code))
        self.other = Guest(digest_of(self.code))
        return self.other

    def choose(self) -> Matter:
        """Taken on, the other side in, the mediator accepted by both: it is in mediation."""
        beginning.accept(self.fresh(), actor=self.chair)
        inviting.take_part(self.fresh(), actor=self.seat_other())
        choosing.propose(self.fresh(), actor=self.chair, mediators=[self.mediator])
        choosing.accept_mediator(self.fresh(), actor=self.member)
        choosing.begin_mediation(self.fresh(), actor=self.other)
        return self.fresh()

    def agree(self, promises: list[dict[str, Any]] | None = None) -> Matter:
        """Both sides and the mediator sign one text."""
        promised = PROMISES if promises is None else promises
        agreeing.draft(self.fresh(), actor=self.mediator, words="The overtime is paid.", promises=promised)
        drafted = agreeing.last_draft(self.matter)
        assert drafted
        for actor in (self.member, self.other):
            agreeing.sign(self.fresh(), actor=actor, digest=drafted.digest)
        agreeing.conclude(self.fresh(), actor=self.mediator, digest=drafted.digest)
        return self.fresh()


def scene(town: "Town") -> Scene:
    """The town with a chair of mediation at the union and two mediators."""
    chair = person("Chai Rwoman", town.mill, "mediation_chair")
    Office.objects.create(person=town.coordinator, place=town.union, role="mediation_chair")
    mediator = person("Mei Diator", town.mill, "mediator")
    second = person("Sec Ond", town.union, "mediator")
    return Scene(town, chair, mediator, second)


def later(days: int) -> Any:
    return timezone.now() + timedelta(days=days)
