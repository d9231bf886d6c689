"""The hall sends the invitation to the other side by e-mail: seen before it leaves, at most three times."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job

from tests.proving import proved
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.notices import guests, stopping
from unionhall.kernel.notices.tests.post_office import PostOffice, open_post_office
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.mediation import tasks
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.procedure import beginning, inviting, sending
from unionhall.rooms.mediation.procedure.sending import SentOften, WantsNoLetters
from unionhall.rooms.mediation.tests.dispute import CLAIM, CONTACT, WISH, Scene
from unionhall.rooms.mediation.tests.knocking import keyed, read

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings

ADDRESS = "frank@mill.example"
CODE = re.compile(r"/mediation/enter/#(\S+)")


def taken_on(scene: Scene, email: str = ADDRESS) -> Scene:
    scene.ask(contact={**CONTACT, "email": email})
    beginning.accept(scene.fresh(), actor=scene.chair)
    return scene


@pytest.fixture
def invited(scene: Scene) -> Scene:
    return taken_on(scene)


@pytest.fixture
def post(settings: "Settings") -> Iterator[PostOffice]:
    with open_post_office() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def attempt(before: int = 0) -> JobContext:
    """The job's run after so many that failed."""
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="", attempts=before)
    return JobContext(app=app, start_timestamp=0, job=job, abort_reason=lambda: None)


def send(scene: Scene, language: str = "en") -> None:
    """Make the move, and do the job that it left."""
    sending.send_invitation(scene.fresh(), actor=scene.chair, written_in=language)
    tasks.invite(attempt(), matter=scene.matter.pk)


def shown(scene: Scene, name: str = "") -> str:
    address = f"/matters/{scene.matter.reference}/{f'{name}/' if name else ''}"
    return read(proved(scene.chair).get(address))


def test_the_page_shows_the_letter_in_each_language_and_to_whom_it_goes(invited: Scene) -> None:
    page = shown(invited, "send-invitation")
    assert ADDRESS in page
    assert "0 of 3 times" in page
    assert "Somebody asked the union to mediate in a dispute with you." in page
    assert "有人就与你之间的争议申请了工会调解。" in page
    assert mail.outbox == []
    assert not Invitation.objects.exists()


def test_by_the_page_it_leaves_in_the_language_that_was_chosen(invited: Scene) -> None:
    address = f"/matters/{invited.matter.reference}/send-invitation/"
    form = keyed(written_in="zh-hans")
    for _click in range(2):
        assert proved(invited.chair).post(address, form).status_code in (302, 303)
    jobs = ProcrastinateJob.objects.filter(task_name=tasks.invite.name)
    assert [job.args for job in jobs] == [{"matter": invited.matter.pk}]
    tasks.invite(attempt(), **jobs[0].args)
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    assert "工会" in letter.body
    assert invited.matter.reference in letter.subject


def test_the_link_in_it_opens_the_seat_once(invited: Scene) -> None:
    send(invited)
    found = CODE.search(str(mail.outbox[0].body))
    assert found
    assert invited.come_in(found[1])
    with pytest.raises(inviting.LinkIsOver):
        invited.come_in(found[1])


def test_it_says_nothing_of_what_it_is_about_or_of_anybody(invited: Scene) -> None:
    send(invited)
    (letter,) = mail.outbox
    for word in (CLAIM, WISH, "Foreman", invited.member.name, invited.chair.name, "1 Mill Lane"):
        assert word not in f"{letter.subject} {letter.body}"
    assert "mediat" not in letter.subject.lower()
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_journal_says_that_it_went_and_not_where(invited: Scene) -> None:
    send(invited)
    entry = Entry.objects.filter(stream=invited.matter.stream).latest("number")
    assert entry.event == "mediation.send_invitation"
    assert "frank" not in str(entry.payload)
    page = shown(invited)
    assert "The invitation is sent to the other side by e-mail." in page
    assert "sent by e-mail on" in page


def test_no_table_and_no_job_holds_the_code_in_clear(invited: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    code = "7KQ2-M9XD-PT4H-3WVB-CR8N"
    monkeypatch.setattr(inviting, "new_code", lambda: code)
    sending.send_invitation(invited.fresh(), actor=invited.chair, written_in="en")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t::text FROM mediation_invitation t UNION ALL SELECT t::text FROM procrastinate_jobs t"
        )
        lying = str(cursor.fetchall())
    assert code not in lying
    assert Invitation.objects.get().waits == code
    tasks.invite(attempt(), matter=invited.matter.pk)
    assert code in mail.outbox[0].body
    assert Invitation.objects.get().waits is None


def test_a_job_that_runs_twice_sends_once(invited: Scene) -> None:
    send(invited)
    tasks.invite(attempt(), matter=invited.matter.pk)
    assert len(mail.outbox) == 1


def test_it_is_sent_three_times_and_not_a_fourth(invited: Scene) -> None:
    for _time in range(sending.MOST):
        send(invited)
    with pytest.raises(SentOften):
        send(invited)
    assert len(mail.outbox) == sending.MOST
    assert Invitation.objects.count() == 1


def test_a_refused_address_is_seen_and_the_letter_can_be_printed(invited: Scene, post: PostOffice) -> None:
    post.unknown.add(ADDRESS)
    send(invited)
    assert post.letters == []
    page = shown(invited)
    assert "The mail server refused the address on" in page
    assert "sent by e-mail on" not in page
    assert "Invite the other side" in page


def test_a_mail_server_that_is_away_is_tried_again(invited: Scene, settings: "Settings") -> None:
    with open_post_office() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.server_close()
    sending.send_invitation(invited.fresh(), actor=invited.chair, written_in="en")
    with pytest.raises(ConnectionRefusedError):
        tasks.invite(attempt(), matter=invited.matter.pk)
    assert "The letter waits to leave by e-mail." in shown(invited)
    with open_post_office() as server:
        settings.EMAIL_PORT = server.port
        tasks.invite(attempt(), matter=invited.matter.pk)
        (letter,) = (message_from_bytes(each, policy=policy.default) for each in server.letters)
    body: Any = letter.get_content()
    assert CODE.search(body)


def test_after_the_last_attempt_no_code_lies_there_and_the_page_says_print_it(
    invited: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: Any, **_more: Any) -> bool:
        raise ConnectionRefusedError

    monkeypatch.setattr(guests, "post", away)
    sending.send_invitation(invited.fresh(), actor=invited.chair, written_in="en")
    for attempts, waits in ((7, True), (8, False)):
        with pytest.raises(ConnectionRefusedError):
            tasks.invite(attempt(attempts), matter=invited.matter.pk)
        assert (Invitation.objects.get().waits is not None) is waits
    page = shown(invited)
    assert "The letter could not be sent by e-mail until" in page
    assert "Print the letter." in page


def test_a_letter_that_was_stopped_meanwhile_does_not_count_as_sent(invited: Scene) -> None:
    sending.send_invitation(invited.fresh(), actor=invited.chair, written_in="en")
    stop = stopping.meant_by(stopping.link_for(invited.matter, ADDRESS).rsplit("/", 2)[1])
    assert stop
    stop.do()
    tasks.invite(attempt(), matter=invited.matter.pk)
    assert mail.outbox == []
    made = Invitation.objects.get()
    assert (made.waits, made.sent_at, made.refused_at) == (None, None, None)
    page = shown(invited)
    assert "sent by e-mail on" not in page
    assert f"{ADDRESS}, where nobody wants letters about this" in page


def test_news_that_the_mail_server_refuses_is_noted_for_whoever_has_it_in_hand(
    invited: Scene, post: PostOffice
) -> None:
    def news() -> None:
        guests.announce(invited.matter, 5, seat="other", email=ADDRESS, phone="", language="en")

    post.unknown.add(ADDRESS)
    news()
    assert f"{ADDRESS}, which the mail server refused" in shown(invited)
    post.unknown.clear()
    news()
    assert len(post.letters) == 1
    assert "which the mail server refused" not in shown(invited)


def test_whoever_reads_the_mailbox_stops_it_for_good(invited: Scene) -> None:
    send(invited)
    found = re.search(r"/letters/stop/(\S+)/", str(mail.outbox[0].body))
    assert found
    stop = stopping.meant_by(found[1])
    assert stop
    stop.do()
    with pytest.raises(WantsNoLetters):
        send(invited)
    assert len(mail.outbox) == 1


def test_without_an_address_there_is_nothing_to_send(scene: Scene) -> None:
    taken_on(scene, email="")
    with pytest.raises(NotAllowed):
        send(scene)
    page = shown(scene)
    assert "Send the invitation by e-mail" not in page
    assert "Invite the other side" in page


def test_only_who_has_it_in_hand_sends_it_and_only_while_nobody_came(invited: Scene) -> None:
    with pytest.raises(NotAllowed):
        sending.send_invitation(invited.fresh(), actor=invited.member, written_in="en")
    invited.come_in(invited.link())
    with pytest.raises(NotAllowed):
        send(invited)


def test_a_dispute_that_ended_meanwhile_sends_nothing(invited: Scene) -> None:
    sending.send_invitation(invited.fresh(), actor=invited.chair, written_in="en")
    inviting.withdraw(invited.fresh(), actor=invited.member)
    tasks.invite(attempt(), matter=invited.matter.pk)
    assert mail.outbox == []
    assert Invitation.objects.get().waits is None
