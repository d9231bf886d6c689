"""The ballot's part of the demo union: a vote that is open today, and one that was decided last week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from unionhall.demo.union import Union
from unionhall.instruments.ballot.belenios import credentials, decryption, trustees, voting
from unionhall.instruments.ballot.belenios.canonical import write
from unionhall.instruments.ballot.models import Election, Trustee
from unionhall.instruments.ballot.procedure import box, calling, casting, closing, keys, opening
from unionhall.instruments.ballot.procedure import credentials as listing
from unionhall.instruments.ballot.questions import choosing, yes_no
from unionhall.kernel.people.models import Person

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
VOTERS = 14
CANTEEN = {
    "en": "Shall the canteen of the mill open at night?",
    "zh-hans": "纺织厂食堂夜间要不要开放？",
    "zh-hant": "紡織廠食堂夜間要不要開放？",
}
STEWARD = {
    "en": "Who becomes steward of the night shift?",
    "zh-hans": "谁来当夜班的工会小组长？",
    "zh-hant": "誰來當夜班的工會小組長？",
}
CANDIDATES = ("Amina Diallo", "陈志强", "Piotr Zieliński")
TO_TRY = {
    "en": "This union is made up. Vote as its member with the credential {code}.",
    "zh-hans": "这个工会是虚构的。请以会员身份登录，用凭证 {code} 投票。",
    "zh-hant": "這個工會是虛構的。請以會員身分登入，用憑證 {code} 投票。",
}


def furnish(union: Union) -> None:
    """Plan both votes; their last acts are those that voters do today."""
    voters = [person for area in ("spinning", "weaving") for person in union.members.get(area, ())]
    people = [union.people["member"], *(voters or next(iter(union.members.values())))][:VOTERS]
    decided = Story(union, people, STEWARD, union.now - 10 * DAY, union.now - 3 * DAY)
    open_now = Story(union, people, CANTEEN, union.now - 6 * HOUR, union.now + 2 * DAY)
    for story in (decided, open_now):
        union.plan(story.opens_at - 3 * DAY, story.call)
        union.plan(story.opens_at, story.begin)
        union.plan(min(story.opens_at + HOUR, union.now), story.vote)
    union.plan(decided.closes_at, decided.finish)


@dataclass
class Story:
    """A strict vote of the whole union with one key holder; all its secrets are throw-away."""

    union: Union
    people: list[Person]
    question: dict[str, str]
    opens_at: datetime
    closes_at: datetime

    @property
    def is_decided(self) -> bool:
        return self.closes_at < self.union.now

    def call(self, at: datetime) -> None:
        """Called, with a key, and a credential for everybody who will vote."""
        chair = self.union.people["chair"]
        self.codes = [credentials.generate(self._draw) for _person in self.people]
        asked = self._asked()
        self.election = calling.prepare(
            self.union.root,
            actor=chair,
            title=self.question,
            description={code: text.format(code=self.codes[0]) for code, text in TO_TRY.items()},
            questions=[asked],
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            mode=Election.Mode.STRICT,
        )
        trustee = calling.invite(self.election, self.union.people["auditor"], actor=chair, at=at)
        calling.call(self.election, actor=chair, at=at)
        self.secret, key = trustees.make_key(box.GROUP)
        keys.publish(trustee, {"key": write(key.shown()).decode()}, at=at)
        public = {credentials.public(code, self.election.uid, box.GROUP): None for code in self.codes}
        listing.give_in(self.election, credentials.write(public).decode(), actor=chair, at=at)

    def begin(self, at: datetime) -> None:
        opening.open_now(self.election, at=self.opens_at)

    def vote(self, at: datetime) -> None:
        """All but the member who tries it; the vote that is decided has that one's ballot, too."""
        election = Election.objects.get(pk=self.election.pk)
        protocol = box.fixed(election).protocol
        if self.is_decided:
            Election.objects.filter(pk=election.pk).update(closes_at=self.union.now + DAY)
            election.refresh_from_db()
        for number in range(0 if self.is_decided else 1, len(self.people)):
            raw = voting.vote(protocol, self.codes[number], self._choice(number))
            casting.cast(election, raw, person=self.people[number])
        Election.objects.filter(pk=election.pk).update(closes_at=self.closes_at)

    def finish(self, at: datetime) -> None:
        """Closed by the clock, and opened by the key holder."""
        closing.close(self._now(), at=at)
        closing.count(self._now(), at=at)
        trustee = Trustee.objects.select_related("election", "person").get(election=self.election)
        sums = closing.recorded(self._now())
        raw = decryption.decrypt(box.fixed(self.election).protocol, sums, self.secret)
        closing.contribute(trustee, raw, at=at)

    def _asked(self) -> dict[str, object]:
        if not self.is_decided:
            return yes_no(self.question)
        names = [dict.fromkeys(self.question, name) for name in CANDIDATES]
        return choosing(self.question, names, least=1, most=1, blank=True)

    def _choice(self, number: int) -> list[list[int]]:
        size = 4 if self.is_decided else 3
        picked = self.union.draw.choice([0, 1, 1, 2, size - 1])
        return [[int(place == picked) for place in range(size)]]

    def _draw(self, below: int) -> int:
        """Credentials look alike in two halls, since they are on a page."""
        return self.union.draw.randrange(int(below))

    def _now(self) -> Election:
        found: Election = Election.objects.select_related("place").get(pk=self.election.pk)
        return found
