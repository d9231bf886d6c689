"""The letters that notices become: what happened, the reference and a link, never the content."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.people.models import Person

Place = tuple[UUID, int]


def letters(notices: Iterable[Notice]) -> Iterator[tuple[Notice, EmailMessage]]:
    """Each notice with its letter in its person's language; notices come with person and matter."""
    by_person: dict[Person, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_person[notice.person].append(notice)
    for person, theirs in by_person.items():
        with translation.override(person.language):
            for notice, sentence in told(theirs, person):
                yield notice, _letter(notice, sentence)


def told(notices: Iterable[Notice], reader: Person) -> list[tuple[Notice, str]]:
    """Each notice with its sentence in the active language."""
    shown = list(notices)
    entries = _entries(shown)
    known = [notice for notice in shown if _place(notice) in entries]
    said = sentences([entries[_place(notice)] for notice in known], reader)
    return list(zip(known, said, strict=True))


def _letter(notice: Notice, sentence: str) -> EmailMessage:
    reference = notice.matter.reference
    link = settings.HALL_ADDRESS + reverse("matter", args=[reference])
    words = {"name": notice.person.name, "sentence": sentence, "reference": reference, "link": link}
    return EmailMessage(
        _("News on %(reference)s") % {"reference": reference},
        render_to_string("notices/letter.txt", words),
        to=[notice.person.email or ""],
        headers={"Message-ID": _message_id(notice), "Auto-Submitted": "auto-generated"},
    )


def _message_id(notice: Notice) -> str:
    """The same for every attempt, so that a mail program shows a letter that came twice only once."""
    return f"<notice-{notice.pk}-{notice.number}@{urlsplit(settings.HALL_ADDRESS).hostname}>"


def _place(notice: Notice) -> Place:
    return notice.matter.stream, notice.number


def _entries(notices: list[Notice]) -> dict[Place, Entry]:
    """The journal entries that the notices tell of, in one query."""
    wanted: dict[UUID, set[int]] = defaultdict(set)
    for notice in notices:
        wanted[notice.matter.stream].add(notice.number)
    either = Q(pk__in=())
    for stream, numbers in wanted.items():
        either |= Q(stream=stream, number__in=numbers)
    return {(entry.stream, entry.number): entry for entry in Entry.objects.filter(either)}
