"""A vote of the town, held in Python: its voters, its key holders, and the acts in their order."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from tests.town import person
from unionhall.instruments.ballot.belenios import (
    credentials,
    decryption,
    messages,
    pedersen,
    tally,
    trustees,
    voting,
)
from unionhall.instruments.ballot.belenios.messages import Channel
from unionhall.instruments.ballot.models import Election, Trustee
from unionhall.instruments.ballot.procedure import box, calling, casting, closing, keys, log, mixing, opening
from unionhall.instruments.ballot.procedure import credentials as listing
from unionhall.instruments.ballot.questions import yes_no
from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

YES, NO, ABSTAIN = [[1, 0, 0]], [[0, 1, 0]], [[0, 0, 1]]
QUESTION = {"en": "Shall the canteen open at night?", "zh-hans": "食堂夜间要不要开放？"}
DAY = timedelta(days=1)


@dataclass
class Held:
    """An election with its voters at the mill and the secrets of all of them, which only a test may know."""

    town: "Town"
    election: Election
    voters: list[Person]
    secrets: dict[int, int] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)

    def again(self) -> Election:
        self.election = Election.objects.select_related("place").get(pk=self.election.pk)
        return self.election

    def ballot(self, voter: int, choices: list[list[int]] = YES) -> bytes:
        return voting.vote(box.fixed(self.election).protocol, self.codes[voter], choices)

    def cast(self, voter: int, choices: list[list[int]] = YES, *, raw: bytes = b"") -> str:
        made = raw or self.ballot(voter, choices)
        return casting.cast(self.again(), made, person=self.voters[voter])

    def mix(self) -> Election:
        """What waits goes into the archive, as at a full hour."""
        with log.locked(self.election) as found:
            mixing.write(found)
        return self.again()

    def close(self) -> Election:
        """Let its end come, and the clock with it."""
        past = timezone.now()
        Election.objects.filter(pk=self.election.pk).update(opens_at=past - DAY, closes_at=past)
        closing.close(self.again())
        closing.count(self.again())
        return self.again()

    def decrypt(self, number: int) -> Election:
        """What key holder `number` (from 1) does in their browser."""
        trustee = Trustee.objects.select_related("election", "person").get(
            election=self.election, number=number
        )
        [(recorded, payload)] = box.bodies(self.election, "EncryptedTally")
        fixed = box.fixed(self.election)
        sums, _number, _weight = tally.read(recorded, payload, fixed.protocol)
        closing.contribute(trustee, decryption.decrypt(fixed.protocol, sums, self.secrets[number]))
        return self.again()


def hold(town: "Town", *, voters: int = 10, holders: int = 1, is_open: bool = True, **fields: Any) -> Held:
    """A vote of `voters` members at the mill that has begun; a majority of `holders` keys opens it."""
    people = [person(f"Voter {number}", town.north) for number in range(voters)]
    now = timezone.now()
    fields = {"mode": Election.Mode.CONVENIENT, "questions": [yes_no(QUESTION)], **fields}
    election = calling.prepare(
        town.mill,
        actor=town.chair,
        title={"en": "The canteen at night"},
        opens_at=now - timedelta(minutes=1),
        closes_at=now + DAY,
        **fields,
    )
    held = Held(town, election, people)
    if election.is_secret:
        officers = [town.steward, town.auditor, town.caseworker, town.coordinator, town.administrator]
        for officer in officers[:holders]:
            calling.invite(election, officer, actor=town.chair)
    calling.call(election, actor=town.chair, at=now - 2 * DAY)
    if election.is_secret:
        make_keys(held)
        hand_out(held)
    if is_open:
        assert opening.open_now(held.again())
        held.again()
    return held


def hand_out(held: Held) -> None:
    """Each voter's browser registers, or an authority makes all credentials and gives the public list in."""
    election = held.election
    held.codes = {number: credentials.generate() for number in range(len(held.voters))}
    public = {n: credentials.public(code, election.uid, box.GROUP) for n, code in held.codes.items()}
    if election.mode == Election.Mode.STRICT:
        listed = credentials.write(dict.fromkeys(public.values())).decode()
        listing.give_in(election, listed, actor=held.town.chair)
        return
    for number, voter in enumerate(held.voters):
        listing.register(election, person=voter, decimal=str(public[number]))


def make_keys(held: Held) -> None:
    """One key alone, or the three steps of several holders."""
    holders = list(Trustee.objects.filter(election=held.election).select_related("election", "person"))
    if len(holders) == 1:
        secret, key = trustees.make_key(box.GROUP)
        held.secrets[1] = secret
        keys.publish(holders[0], {"key": _text(key.shown())})
        return
    threshold = held.again().threshold
    channels = [Channel(box.GROUP, messages.new_seed()) for _holder in holders]
    certificates = [pedersen.certificate(channel) for channel in channels]
    for holder, certified in zip(holders, certificates, strict=True):
        keys.publish(holder, {"certificate": _text(certified.shown())})
    dealt = [pedersen.deal(channel, certificates, threshold) for channel in channels]
    for holder, one in zip(holders, dealt, strict=True):
        letters = _text(list(one.secrets))
        keys.publish(holder, {"coefficients": _text(one.coefficients.shown()), "letters": letters})
    for number, (holder, channel) in enumerate(zip(holders, channels, strict=True), 1):
        share = pedersen.accept(channel, certificates, number, pedersen.hand(dealt, number))
        held.secrets[number] = pedersen.read_private_key(channel, share.private_key)
        keys.publish(holder, {"key": _text(share.public_key.shown())})


def _text(value: Any) -> str:
    from unionhall.instruments.ballot.belenios import canonical

    return canonical.write(value).decode()
