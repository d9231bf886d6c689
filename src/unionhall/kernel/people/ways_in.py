"""What opens the hall for a person without their showing anew who they are, in one list.

Sessions, tokens of programs, calendar addresses: every model whose rows are `WaysIn`. All of it ends for who
signs out everywhere, takes a new password, loses a second step or gains an office, and in a restored hall.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from unionhall.kernel.people.models import Person

PROGRAM, CALENDAR = "program", "calendar"


class WaysIn(models.QuerySet[Any]):
    """Rows of which each opens the hall for its `person`."""

    def end(self) -> None:
        """Let none of them open it any more."""
        self.delete()


def ways_in() -> Iterator[WaysIn]:
    """All of them, model by model."""
    for model in apps.get_models():
        if isinstance(rows := model._default_manager.all(), WaysIn):
            yield rows


def end_all(person_pk: int, *, but: str | None = None) -> None:
    """End whatever opens the hall for a person, but the session with the cookie `but`."""
    from unionhall.kernel.people.models import Session
    from unionhall.kernel.people.session_store import row_key

    for rows in ways_in():
        theirs = rows.filter(person_id=person_pk)
        (theirs.exclude(pk=row_key(but)) if rows.model is Session else theirs).end()


def end_everything() -> None:
    """End whatever opens the hall for anybody."""
    for rows in ways_in():
        rows.end()


def tell(person: "Person", what: str) -> None:
    """Tell a person by e-mail that a PROGRAM or a CALENDAR opens the hall in their name now."""
    if not person.email:
        return
    with translation.override(person.language):
        link = settings.HALL_ADDRESS + reverse("account_signed_in")
        words = {"name": person.name, "what": what, "link": link}
        body = render_to_string("account/email/way_in_message.txt", words)
        subject = _("Something new opens the hall in your name")
        EmailMessage(subject, body, to=[person.email]).send(fail_silently=True)
