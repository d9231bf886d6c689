"""What a sign-in leaves behind: days, and rows in no order; and the sessions go on."""

from base64 import urlsafe_b64decode
from datetime import UTC, datetime, time
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client

from tests.racing import at_once
from unionhall.kernel.people import session_store, traces
from unionhall.kernel.people.models import Person, Session
from unionhall.kernel.people.tests.signing import app_code, give_app, is_signed_in, ready, sign_in

if TYPE_CHECKING:
    from tests.town import Town


def come(person: Person, secret: str = "") -> Client:
    client = Client()
    sign_in(client, person.email or "")
    if secret:
        client.post("/account/steps/", {"code": app_code(secret)})
    assert is_signed_in(client)
    return client


def is_a_day(moment: datetime | None) -> bool:
    return moment is not None and moment.astimezone(UTC).time() == time()


def test_the_row_of_a_session_knows_no_moment(town: "Town") -> None:
    client = come(ready(town.member))
    row = Session.objects.get(person=town.member)
    assert is_a_day(row.since)
    assert is_a_day(row.expire_date)
    assert written_at(row.session_data) == 0
    assert session_store.SINCE in client.session
    assert session_store.SINCE not in row.session_data


def test_what_was_changed_or_was_written_by_an_earlier_release_is_no_session() -> None:
    store = session_store.SessionStore()
    written = store.encode({"at": 1.5})
    assert store.decode(written) == {"at": 1.5}
    assert store.decode(written[:-4] + "AAA=") == store.decode("signed:long:ago") == {}


@pytest.mark.django_db(transaction=True)  # a lock is seen from other transactions alone
def test_a_sign_in_leaves_the_row_of_the_person_alone(town: "Town") -> None:
    """Its lock, too, which stays there when the session is gone."""
    before = version(ready(town.member))
    client = come(town.member)
    assert version(town.member) == before
    traces.blur()
    client.post("/account/logout/")
    assert not Session.objects.filter(person=town.member).exists()
    assert version(town.member) == before


def test_no_try_stays_that_was_right(town: "Town") -> None:
    """Its row would say to the second when it was. What counts for a minute alone is over by then."""
    come(ready(town.member))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_attempts SET expires = expires - interval '2 minutes'")
        traces.blur()
        cursor.execute("SELECT cache_key FROM people_attempts")
        assert cursor.fetchall() == []


def test_a_second_step_was_used_on_a_day(town: "Town") -> None:
    come(town.member, give_app(ready(town.member)))
    traces.blur()
    used = Authenticator.objects.filter(last_used_at__isnull=False).values_list("last_used_at", flat=True)
    assert [is_a_day(moment) for moment in used] == [True]


@pytest.mark.django_db(transaction=True)
def test_sessions_go_on_while_all_are_written_anew(town: "Town", monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what a browser writes at just that moment."""
    monkeypatch.setattr(traces, "SHUFFLE", f"{traces.SHUFFLE}; SELECT pg_sleep(0.5)")
    clients = [come(ready(each)) for each in (town.member, town.neighbour)]
    sessions = [client.session for client in clients]

    def save(session: Any) -> None:
        sleep(0.2)
        session["seen"] = True
        session.save()

    done = at_once([traces.blur, *[lambda each=each: save(each) for each in sessions]])
    assert done == [None] * len(done)
    traces.blur()
    assert [client.session.get("seen") for client in clients] == [True, True]
    assert [client.get("/mine/").status_code for client in clients] == [200, 200]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM people_session")
        assert cursor.fetchone() == (1,)


def written_at(sealed: str) -> int:
    """What Fernet says in the open of when it wrote: eight bytes after the first."""
    return int.from_bytes(urlsafe_b64decode(sealed)[1:9], "big")


def version(person: Person) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text, xmax::text, ctid::text FROM people_person WHERE id = %s", [person.pk]
        )
        return str(cursor.fetchone())
