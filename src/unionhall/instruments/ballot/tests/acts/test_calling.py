"""A chair calls a vote; what is missing keeps it from opening; a void vote is never opened."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.town import person
from tests.walking import Browser
from unionhall.instruments.ballot import refusals, showing_votes
from unionhall.instruments.ballot.belenios import credentials, verification, voting
from unionhall.instruments.ballot.models import Election, Part, Trustee
from unionhall.instruments.ballot.procedure import box, calling, casting, clock, keys, named, opening, who
from unionhall.instruments.ballot.procedure import credentials as listing
from unionhall.instruments.ballot.questions import yes_no
from unionhall.instruments.ballot.tests.acts.holding import DAY, NO, YES, Held, hold, make_keys
from unionhall.kernel.journal.chain import append
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.people.models import Membership
from unionhall.kernel.privacy.keys import store
from unionhall.kernel.procedures.refusals import NotAllowed

if TYPE_CHECKING:
    from tests.town import Town

FORM = {
    "title_en": "Steward of the night shift",
    "question-rows": "0",
    "question-0-question_en": "Who?",
    "question-0-question_zh_hans": "谁？",
    "question-0-answer-rows": "0 1 2",
    "question-0-answer-0-answer_en": "Ana",
    "question-0-answer-0-answer_zh_hans": "安娜",
    "question-0-answer-1-answer_en": "Bo",
    "question-0-answer-1-answer_zh_hans": "波",
    "question-0-answer-2-answer_en": "Chen",
    "question-0-answer-2-answer_zh_hans": "陈",
    "question-0-kind": "several",
    "question-0-least": "0",
    "question-0-most": "2",
    "question-0-blank": "on",
    "mode": "strict",
}


@pytest.fixture
def client() -> Client:
    return Browser()


def form(town: "Town", **changes: Any) -> dict[str, Any]:
    now = timezone.now()
    times = {"opens_at": now + 2 * DAY, "closes_at": now + 3 * DAY}
    said = {name: f"{at:%Y-%m-%dT%H:%M}" for name, at in times.items()}
    return {**FORM, **said, "place": town.mill.pk, **changes}


def test_a_chair_prepares_a_vote_on_a_page_asks_more_and_calls_it(town: "Town") -> None:
    client = Browser()
    client.force_login(town.chair)
    answer = client.post("/ballot/new/", form(town))
    assert answer.status_code == 302, answer.context["form"].errors
    election = Election.objects.get()
    more = {"kind": "yes_no", "question_en": "Shall it be two?"}
    assert client.post(f"/ballot/{election.uid}/manage/question/", more).status_code == 302
    assert (
        client.post(f"/ballot/{election.uid}/manage/invite/", {"exactly": town.steward.email}).status_code
        == 302
    )
    page = client.get(f"/ballot/{election.uid}/manage/call/").content.decode()
    assert "Shall it be two?" in page
    assert f"{who.eligible(election).count()} people are told at once" in page
    assert "Call the vote</button>" in page
    assert client.post(f"/ballot/{election.uid}/manage/call/").status_code == 302
    election.refresh_from_db()
    assert (election.stage, len(election.questions)) == (Election.Stage.CALLED, 2)
    assert election.questions[0]["answers"][2] == {"en": "Chen", "zh-hans": "陈"}
    assert client.post(f"/ballot/{election.uid}/manage/question/", more).status_code == 409


def test_a_form_sent_twice_is_one_draft_and_its_key_serves_no_other_vote(town: "Town") -> None:
    client = Browser()
    client.force_login(town.chair)
    sent = form(town, key=str(uuid4()))
    first, second = client.post("/ballot/new/", sent), client.post("/ballot/new/", sent)
    assert (first.status_code, first["location"]) == (302, second["location"])
    assert Election.objects.count() == 1
    other = client.post("/ballot/new/", {**sent, "title_en": "Another vote"})
    assert other.status_code == 422 or "already sent for something else" in other.content.decode()
    assert Election.objects.count() == 1
    assert client.post("/ballot/new/", form(town, key=str(uuid4()))).status_code == 302
    assert Election.objects.count() == 2


@pytest.mark.parametrize(
    ("mode", "said"),
    [("strict", "This vote is not open yet. It opens on"), ("named", "This vote is not open yet")],
)
def test_a_booth_says_when_its_vote_opens(town: "Town", mode: str, said: str) -> None:
    now = timezone.now()
    election = calling.prepare(
        town.mill,
        actor=town.chair,
        title={"en": "Steward of the night shift"},
        opens_at=now + DAY,
        closes_at=now + 2 * DAY,
        questions=[yes_no({"en": "Ana?"})],
        mode=mode,
    )
    calling.invite(election, town.steward, actor=town.chair)
    calling.call(election, actor=town.chair, at=now - DAY)
    client = Browser()
    client.force_login(town.member)
    answer = client.get(f"/ballot/{election.uid}/vote/")
    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert "any more" not in answer.content.decode()
    calling.cancel(election, actor=town.chair, reason="Withdrawn.")
    assert "This vote is closed" in client.get(f"/ballot/{election.uid}/vote/").content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question-0-answer-1-answer_zh_hans": ""}, "question-0-answer-1-answer_zh_hans"),
        ({"question-0-answer-rows": "0"}, "question-0-kind"),
        ({"question-0-most": "4"}, "question-0-most"),
        ({"question-0-question_en": "", "question-0-question_zh_hans": ""}, "question-0-question_en"),
        ({"question-rows": "0 1", "question-1-kind": "yes_no"}, "question-1-question_en"),
        ({"title_en": ""}, "title_en"),
        ({"closes_at": "2020-01-01T10:00"}, "closes_at"),
        ({"closes_at": "2020-01-01T10:00", "place": ""}, "closes_at"),
        ({"opens_at": "2020-01-01T10:00"}, "opens_at"),
        ({"opens_at": "yesterday"}, "opens_at"),
    ],
)
def test_what_can_not_be_voted_on_is_said_at_its_field(
    town: "Town", changes: dict[str, str], field: str
) -> None:
    client = Browser()
    client.force_login(town.chair)
    answer = client.post("/ballot/new/", form(town, **changes))
    assert answer.status_code == 422
    wrong = {part.add_prefix(name) for part in answer.context["form"].faulty() for name in part.errors}
    assert field in wrong
    assert f'href="#id_{field}' in answer.content.decode()
    assert not Election.objects.exists()


def test_several_questions_and_answers_are_added_and_taken_out_and_nothing_typed_is_lost(
    town: "Town",
) -> None:
    client = Browser()
    client.force_login(town.chair)
    page = client.post("/ballot/new/", form(town, line="add question", title_en=""))
    assert page.status_code == 200
    text = page.content.decode()
    assert 'name="question-rows" value="0 1"' in text
    assert 'value="安娜"' in text
    assert 'class="error"' not in text
    more = {"question-rows": "1 0", "question-1-question_en": "Shall it be two?", "question-1-kind": "yes_no"}
    text = client.post("/ballot/new/", form(town, line="drop question-0-answer-1", **more)).content.decode()
    assert 'name="question-0-answer-rows" value="0 2"' in text
    assert client.post("/ballot/new/", form(town, **more)).status_code == 302
    asked = Election.objects.get().questions
    assert [each["question"]["en"] for each in asked] == ["Shall it be two?", "Who?"]


def test_a_chair_is_asked_in_their_own_language_first_and_nothing_needed_is_optional(town: "Town") -> None:
    client = Browser()
    client.force_login(town.chair)
    empty = form(town, **{"title_en": "", "question-0-question_en": "", "question-0-question_zh_hans": ""})
    answer = client.post("/ballot/new/", empty, headers={"accept-language": "zh-hant"})
    wrong = answer.context["form"].faulty()
    assert [list(part.errors) for part in wrong] == [["title_zh_hant"], ["question_zh_hant"]]
    text = answer.content.decode()
    assert text.index('name="title_zh_hant"') < text.index('name="title_en"')
    labels = re.findall(r'<label for="id_title_zh_hant"[^>]*>(.*?)</label>', text)
    assert len(labels) == 1
    assert "選填" not in labels[0]


def drafted(town: "Town", **fields: Any) -> Election:
    now = timezone.now()
    told = {"opens_at": now + 2 * DAY, "closes_at": now + 3 * DAY, "questions": [yes_no({"en": "Ana?"})]}
    return calling.prepare(town.mill, actor=town.chair, title={"en": "Steward"}, **{**told, **fields})


@pytest.mark.parametrize(
    ("fields", "lack"),
    [
        ({}, "Nobody holds a key yet"),
        ({"mode": "named", "questions": []}, "It asks nothing yet."),
        ({"mode": "named", "opens_at": timezone.now()}, "24 hours to read it"),
    ],
)
def test_without_what_it_needs_it_is_not_called_and_says_so(
    town: "Town", fields: dict[str, Any], lack: str
) -> None:
    draft, client = drafted(town, **fields), Browser()
    client.force_login(town.chair)
    page = client.get(f"/ballot/{draft.uid}/manage/call/").content.decode()
    assert lack in page
    assert "Call the vote</button>" not in page
    answer = client.post(f"/ballot/{draft.uid}/manage/call/")
    assert (answer.status_code, lack in answer.content.decode()) == (409, True)
    draft.refresh_from_db()
    assert draft.stage == Election.Stage.DRAFT


def test_where_nobody_may_vote_nothing_is_called(town: "Town") -> None:
    draft = drafted(town, mode="named")
    Membership.objects.all().delete()
    with pytest.raises(refusals.NotCalled, match="Nobody may vote here"):
        calling.call(draft, actor=town.chair)


def test_no_later_change_of_its_times_leaves_less_than_the_shortest_notice(town: "Town") -> None:
    draft, client = drafted(town, mode="named"), Browser()
    calling.call(draft, actor=town.chair)
    client.force_login(town.chair)
    now = timezone.now()
    sent = {
        "opens_at": f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + 2 * DAY:%Y-%m-%dT%H:%M}",
    }
    answer = client.post(f"/ballot/{draft.uid}/manage/times/", sent)
    assert answer.status_code == 422
    assert "24 hours to read it" in answer.content.decode()


def test_a_vote_is_declared_void_from_a_page_that_says_what_is_lost(town: "Town") -> None:
    election, client = drafted(town, mode="named"), Browser()
    calling.call(election, actor=town.chair)
    client.force_login(town.chair)
    address = f"/ballot/{election.uid}/manage/cancel/"
    page = client.get(address).content.decode()
    assert "What was chosen so far does not count." in page
    assert f"{who.eligible(election).count()} people are told at once" in page
    assert client.post(address, {"reason": ""}).status_code == 422
    election.refresh_from_db()
    assert election.stage == Election.Stage.CALLED
    assert client.post(address, {"reason": "A name was missing."}).status_code == 302
    election.refresh_from_db()
    assert election.stage == Election.Stage.VOID
    assert client.get(address).status_code == 409


def test_nobody_but_the_chair_calls_votes_and_a_draft_is_nobody_elses(town: "Town") -> None:
    now = timezone.now()
    fields: dict[str, Any] = {"title": {"en": "No"}, "opens_at": now, "closes_at": now + DAY, "questions": []}
    with pytest.raises(NotAllowed):
        calling.prepare(town.mill, actor=town.steward, **fields)
    draft = calling.prepare(town.mill, actor=town.chair, **fields)
    client = Browser()
    client.force_login(town.member)
    assert client.get(f"/ballot/{draft.uid}/").status_code == 404
    assert client.post(f"/ballot/{draft.uid}/manage/call/").status_code == 404


def test_it_does_not_open_without_keys_and_says_so_once(town: "Town") -> None:
    held = hold(town, voters=10, is_open=False)
    Part.objects.all().delete()
    assert not opening.open_now(held.again())
    assert not opening.open_now(held.again())
    said = [line["sentence"] for line in showing_votes.history(held.election)]
    assert said.count("The vote could not open in time: the keys are not made yet.") == 1
    make_keys(held)
    assert opening.open_now(held.again())


def test_an_entry_that_names_less_than_its_sentence_is_shown_all_the_same(town: "Town") -> None:
    election, now = hold(town, is_open=False).again(), timezone.now()
    append(election, "ballot.opened", actor=None, occurred_at=now, recorded_at=now, payload={}).save()
    election.save()
    assert showing_votes.history(election)[0]["sentence"] == "The vote opened with … people on the roll."


def test_it_does_not_open_when_too_few_registered_to_open_the_result(town: "Town") -> None:
    held = hold(town, is_open=False)
    held.election.registrations.all()[:1].get().delete()
    assert list(opening.lacking(held.again())) == ["registered"]
    assert not opening.open_now(held.again())


def test_a_new_credential_replaces_the_lost_one_until_it_opens(town: "Town") -> None:
    held = hold(town, is_open=False)
    code = credentials.generate()
    decimal = str(credentials.public(code, held.election.uid, box.GROUP))
    listing.register(held.election, person=held.voters[0], decimal=decimal)
    old, held.codes[0] = held.codes[0], code
    assert opening.open_now(held.again())
    held.cast(0)
    with pytest.raises(refusals.BallotRefused, match="credential"):
        held.cast(1, raw=voting.vote(box.fixed(held.again()).protocol, old, YES))
    with pytest.raises(refusals.NotOpen):
        listing.register(held.election, person=held.voters[0], decimal=decimal)


def test_who_joins_after_the_opening_is_not_on_the_roll(town: "Town") -> None:
    held = hold(town)
    late = person("Late Comer", town.north)
    client = Browser()
    client.force_login(late)
    assert client.get(f"/ballot/{held.election.uid}/vote/").status_code == 403
    assert "You are not on the roll." in client.get(f"/ballot/{held.election.uid}/").content.decode()


def test_a_key_holder_who_can_not_come_is_taken_off_and_the_keys_are_made_anew(town: "Town") -> None:
    held = hold(town, holders=3, is_open=False)
    trustee = Trustee.objects.select_related("election__place", "person").get(number=2)
    calling.dismiss(trustee, actor=town.chair)
    assert list(Trustee.objects.values_list("number", flat=True)) == [1, 2]
    assert keys.circle(held.again()).step == Part.Kind.CERTIFICATE
    make_keys(held)
    assert opening.open_now(held.again())


def test_a_void_vote_destroys_the_halls_key_and_says_why(
    town: "Town", django_capture_on_commit_callbacks: Any
) -> None:
    held = hold(town)
    held.cast(0)
    with django_capture_on_commit_callbacks(execute=True):
        calling.cancel(held.election, actor=town.chair, reason="A candidate was forgotten.")
    assert held.again().stage == Election.Stage.VOID
    assert store().destroyed_on(calling.scope(held.election))
    with pytest.raises(refusals.NotOpen):
        held.cast(1)
    client = Browser()
    client.force_login(town.member)
    assert "A candidate was forgotten." in client.get(f"/ballot/{held.election.uid}/").content.decode()


def test_weights_count_as_the_authority_gave_them(town: "Town") -> None:
    held = hold(town, mode=Election.Mode.STRICT, is_open=False)
    weights = {
        credentials.public(code, held.election.uid, box.GROUP): 5 if number == 0 else 1
        for number, code in held.codes.items()
    }
    listing.give_in(held.election, credentials.write(weights).decode(), actor=town.chair)
    assert opening.open_now(held.again())
    for voter in range(10):
        held.cast(voter, NO if voter else YES)
    held.close()
    assert held.decrypt(1).counts == [[5, 9, 0]]
    assert verification.verify(box.read(held.election)).weight == 14


def test_an_open_vote_shows_who_chose_what_to_those_who_may_vote(town: "Town") -> None:
    held = hold(town, mode=Election.Mode.NAMED)
    named.say(held.election, NO, person=held.voters[0])
    named.say(held.election, YES, person=held.voters[0])
    with pytest.raises(refusals.NotAsAgreed):
        named.say(held.election, [[1, 1, 0]], person=held.voters[1])
    with pytest.raises(refusals.NotOnTheRoll):
        named.say(held.election, YES, person=town.outsider)
    client = Browser()
    client.force_login(held.voters[1])
    assert "Voter 0" in client.get(f"/ballot/{held.election.uid}/").content.decode()
    client.force_login(town.outsider)
    assert "Voter 0" not in client.get(f"/ballot/{held.election.uid}/").content.decode()
    assert held.close().counts == [[1, 0, 0]]


def test_whoever_votes_by_name_reads_what_they_chose_and_the_page_at_the_end_what_was_decided(
    town: "Town",
) -> None:
    held = hold(town, mode=Election.Mode.NAMED)
    client, address = Browser(), f"/ballot/{held.election.uid}/"
    client.force_login(held.voters[0])
    page = client.post(f"{address}vote/", {"q0": "0"}, follow=True).text
    assert "You voted: Yes. You can change it until" in page
    assert "Change your vote" in page
    held.close()
    page = client.get(address).text
    assert "It is over. Most votes: Yes, 1 of 1 vote." in page
    assert "1 person took part." in page


def test_an_open_vote_names_the_voters_in_order_and_not_as_they_came(town: "Town") -> None:
    held = hold(town, mode=Election.Mode.NAMED)
    for number in (2, 0, 1):
        named.say(held.election, YES, person=held.voters[number])
    client = Browser()
    client.force_login(held.voters[1])
    text = client.get(f"/ballot/{held.election.uid}/").content.decode()
    assert text.index("<dt>Voter 0") < text.index("<dt>Voter 1") < text.index("<dt>Voter 2")
    assert "In order of the alphabet." in text


def test_no_page_shows_a_result_before_the_end(town: "Town") -> None:
    held = hold(town)
    for voter in range(10):
        held.cast(voter)
    held.close()
    assert showing_votes.result(held.again()) == []
    held.decrypt(1)
    assert showing_votes.result(held.election)


def test_roll_and_turnout_go_after_a_year_and_the_archive_stays(town: "Town") -> None:
    held = hold(town)
    for voter in range(10):
        held.cast(voter)
    held.close()
    held.decrypt(1)
    assert clock.forget_rolls() == 0
    assert clock.forget_rolls(timezone.now() + timedelta(days=366)) == 1
    assert not held.election.roll.exists()
    assert not held.election.turnout.exists()
    assert verification.verify(box.read(held.election)).is_finished
    assert held.again().turnout_at_end == 10


def test_a_later_ballot_with_the_same_credential_is_said_when_one_looks_it_up(town: "Town") -> None:
    held = hold(town)
    first = held.cast(0)
    held.mix()
    second = held.cast(0, NO)
    assert [found_of(held, tracker) for tracker in (first, second)] == [True, None]
    held.mix()
    assert [found_of(held, tracker) for tracker in (first, second, "nothing", "")] == [
        False,
        True,
        None,
        None,
    ]


def found_of(held: Held, tracker: str) -> bool | None:
    """Whether the ballot in the archive counts; None where there is none."""
    event = casting.find(held.election, tracker)
    return casting.is_counted(event) if event else None


def test_the_front_door_says_what_a_vote_wants_of_each(town: "Town") -> None:
    """Of a member to register and then to vote, of a key holder the key, and of who took part nothing."""
    held = hold(town, is_open=False)
    held.election.registrations.filter(person=held.voters[0]).delete()
    client = Browser()

    def asked_of(somebody: Any) -> str:
        client.force_login(somebody)
        return str(client.get("/").content.decode())

    assert "Get ready to vote: The canteen at night" in asked_of(held.voters[0])
    assert "A vote opens: The canteen at night" in asked_of(held.voters[1])
    assert "The canteen at night" not in asked_of(town.outsider)
    Part.objects.all().delete()
    assert "Your key is needed: The canteen at night" in asked_of(town.steward)
    make_keys(held)
    assert "Your key is needed" not in asked_of(town.steward)
    Election.objects.filter(pk=held.election.pk).update(minimum=9)
    assert opening.open_now(held.again())
    assert "A vote is open: The canteen at night" in asked_of(held.voters[1])
    held.cast(1)
    assert "A vote is open" not in asked_of(held.voters[1])


def test_a_vote_stands_among_what_comes_this_week_in_the_order_of_days(town: "Town") -> None:
    """Between a matter that is due before it opens and one after; one that opens later than that does not."""
    held, now = hold(town, is_open=False), timezone.now()
    before, after = town.desk.ask(), town.desk.ask()
    for matter, days in ((before, 1), (after, 4)):
        Matter.objects.filter(pk=matter.pk).update(due_at=now + timedelta(days=days), subject=held.voters[1])
        Party.objects.filter(matter=matter).update(person=held.voters[1])
    times = {"opens_at": now + timedelta(days=3), "closes_at": now + timedelta(days=9)}
    Election.objects.filter(pk=held.election.pk).update(**times)
    client = Client()
    client.force_login(held.voters[1])
    page = client.get("/").text
    listed = page[page.index("This week for you") :]
    places = [listed.index(each) for each in (before.reference, "A vote opens", after.reference)]
    assert places == sorted(places)
    times = {"opens_at": now + timedelta(days=8), "closes_at": now + timedelta(days=9)}
    Election.objects.filter(pk=held.election.pk).update(**times)
    assert "A vote opens" not in client.get("/").text
