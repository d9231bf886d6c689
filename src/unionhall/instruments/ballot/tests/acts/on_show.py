"""Votes of the town in each state that a page can show, as small as the rules let them be."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from unionhall.instruments.ballot.belenios import credentials, trustees
from unionhall.instruments.ballot.belenios.canonical import write
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import box, calling, keys, opening
from unionhall.instruments.ballot.procedure import credentials as listing
from unionhall.instruments.ballot.questions import choosing, yes_no

if TYPE_CHECKING:
    from tests.town import Town

QUESTION = {
    "en": "Shall the canteen open at night?",
    "zh-hans": "食堂夜间要不要开放？",
    "zh-hant": "食堂夜間要不要開放？",
}
WHO = {"en": "Who joins the committee?", "zh-hans": "谁加入委员会？", "zh-hant": "誰加入委員會？"}
NAMES = [dict.fromkeys(WHO, name) for name in ("Ana", "陈志强", "Chen")]
QUESTIONS = (yes_no(QUESTION), choosing(WHO, NAMES, least=1, most=2, blank=True))


def on_show(town: "Town") -> dict[str, str]:
    """The names of votes at the mill: a draft, called ones, an open secret one with a table, one by name."""
    called = _prepared(town, mode=Election.Mode.CONVENIENT)
    calling.invite(called, town.coordinator, actor=town.chair)
    calling.call(called, actor=town.chair)
    strict = _prepared(town, mode=Election.Mode.STRICT)
    calling.invite(strict, town.auditor, actor=town.chair)
    calling.call(strict, actor=town.chair)
    return {
        "draft": _prepared(town, mode=Election.Mode.STRICT).uid,
        "called": called.uid,
        "strict": strict.uid,
        "open": open_secret(town).uid,
        "named": _opened(_called_by_name(town)).uid,
    }


def open_secret(town: "Town") -> Election:
    """An open strict vote with paper ballots beside it, whose key the coordinator holds."""
    election = _prepared(town, mode=Election.Mode.STRICT, with_paper=True)
    trustee = calling.invite(election, town.coordinator, actor=town.chair)
    calling.call(election, actor=town.chair)
    _secret, key = trustees.make_key(box.GROUP)
    keys.publish(trustee, {"key": write(key.shown()).decode()})
    public = credentials.public(credentials.generate(), election.uid, box.GROUP)
    listing.give_in(election, credentials.write({public: None}).decode(), actor=town.chair)
    return _opened(election)


def _called_by_name(town: "Town") -> Election:
    return calling.call(_prepared(town, mode=Election.Mode.NAMED), actor=town.chair)


def _prepared(town: "Town", **fields: Any) -> Election:
    now = timezone.now()
    return calling.prepare(
        town.mill,
        actor=town.chair,
        title=QUESTION,
        opens_at=now + timedelta(hours=25),
        closes_at=now + timedelta(days=2),
        questions=QUESTIONS,
        **fields,
    )


def _opened(election: Election) -> Election:
    """Opened at once, in a place that is too small for it."""
    Election.objects.filter(pk=election.pk).update(minimum=1)
    assert opening.open_now(election, at=election.opens_at)
    found: Election = Election.objects.select_related("place").get(pk=election.pk)
    return found
