"""Who gains an office stays signed in where they have shown all that an officer must show."""

import time
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY

from unionhall.kernel.people import ways_in
from unionhall.kernel.people.factors import has_second_step
from unionhall.kernel.people.models import Person, Session
from unionhall.kernel.people.session_store import GAINED, OFFICER, SessionStore

WRITTEN = "session_data"  # Django's column


def keep_signed_in(person: Person) -> None:
    """Let their sessions go on as an officer's, which end sooner when nobody uses them.

    Their rows are locked, so that a page that ends meanwhile writes over nothing. Where they have a second
    step, a session that never saw it ends. So do programs, which had less rights.
    """
    ways_in.end_programs(person.pk)
    since_now = {OFFICER: True, GAINED: int(time.time())}
    must_prove = has_second_step(person)
    for row in Session.objects.select_for_update().filter(person_id=person.pk):
        kept = row.get_decoded()
        if must_prove and not _saw_second_step(kept):
            row.delete()
        else:
            written = SessionStore().encode({**kept, **since_now})
            Session.objects.filter(pk=row.pk).update(**{WRITTEN: written})


def _saw_second_step(kept: dict[str, Any]) -> bool:
    return any(each.get("method") == "mfa" for each in kept.get(AUTHENTICATION_METHODS_SESSION_KEY, ()))
