"""What notices become: what happened, the reference and a link, never the content."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unionhall.kernel.contract import Appointments
from unionhall.kernel.journal import events
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.calendars import TYPE, calendar_of
from unionhall.kernel.notices.models import Notice, Topic
from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.people.letters import BY_ITSELF
from unionhall.kernel.people.models import Person
from unionhall.kernel.rooms import room

Spot = tuple[UUID, int]
Told: TypeAlias = tuple[Notice, str]
MOST_NAMED = 5  # references in a short message


def told(notices: Iterable[Notice], reader: Person, matters: Iterable[Matter] | None = None) -> list[Told]:
    """Each notice with its sentence in the active language; notices come with what they are about.

    `matters`: those that they are about, with their parties, where the caller has them.
    """
    shown = list(notices)
    entries = _entries(shown)
    known = [notice for notice in shown if _spot(notice) in entries]
    said = sentences([entries[_spot(notice)] for notice in known], reader, matters, events.told)
    return list(zip(known, said, strict=True))


def letter(news: list[Told], person: Person) -> EmailMessage:
    """An e-mail on one notice or several, in the active language.

    The same notices have the same Message-ID in every attempt, so that a mail program shows a letter that
    came twice only once. What a room says of a meeting goes along as a file for calendar programs.
    """
    first, _sentence = news[0]
    notices = [{"sentence": sentence, "reference": notice.about.reference} for notice, sentence in news]
    several = f"-and-{len(news) - 1}" if len(news) > 1 else ""
    link = {"link": _link(news), "is_one_page": len(_pages(news)) == 1}
    made = EmailMessage(
        _subject(news),
        render_to_string("notices/letter.txt", {"name": person.name, "news": notices, **link}),
        to=[person.email or ""],
        headers=headers_of(f"notice-{first.pk}{several}", thread=_thread(news, person)),
    )
    for name, content, media_type in _dates(news, person):
        made.attach(name, content, media_type)
    return made


def _dates(news: list[Told], person: Person) -> Iterator[tuple[str, str, str]]:
    """A file for their calendar program with each piece of news of a meeting that they take part in."""
    for notice, _sentence in news:
        matter = notice.matter
        asked = Appointments.of(room(matter.room)) if matter else None
        if matter and asked and (said := asked.told(matter, notice.event, person)):
            content = calendar_of([said], said.title, method=said.method)
            yield f"{said.reference}.ics", content.decode(), f"{TYPE}; method={said.method}"


def headers_of(letter: str, *, thread: str) -> dict[str, str]:
    """The headers of a letter that the hall writes by itself: the same for the same one.

    What tells it from others goes into the Message-ID under the hall's key: among the numbers of a journal,
    or of the hall's notices, a gap would tell what somebody else wrote. Letters of a `thread` answer a letter
    that never was, and not each other: a list of those before it would tell whoever one is handed on to how
    many there were.
    """
    headers = {"Message-ID": _ident("letters", letter), **BY_ITSELF}
    begun = _ident("threads", thread)
    return {**headers, "In-Reply-To": begun, "References": begun} if thread else headers


def _ident(kind: str, named: str) -> str:
    digest = salted_hmac(f"unionhall.kernel.notices.{kind}", named, algorithm="sha256").hexdigest()[:32]
    return f"<{digest}@{urlsplit(settings.HALL_ADDRESS).hostname}>"


def _thread(news: list[Told], person: Person) -> str:
    """What a person's letters on one matter have in common; nothing on several, which would become one."""
    streams = {notice.about.stream for notice, _sentence in news}
    return f"{person.uid} {streams.pop()}" if len(streams) == 1 else ""


def short(news: list[Told]) -> str:
    """A message of a line or two on one notice or several, in the active language."""
    if len(news) == 1:
        notice, sentence = news[0]
        words = {"sentence": sentence, "reference": notice.about.reference, "link": _link(news)}
        return _("%(sentence)s %(reference)s: %(link)s") % words
    named = dict.fromkeys(notice.about.reference for notice, _sentence in news)
    references = ", ".join(list(named)[:MOST_NAMED]) + (" …" if len(named) > MOST_NAMED else "")
    return f"{_subject(news)} ({references}): {_link(news)}"


def _subject(news: list[Told]) -> str:
    if len(news) == 1:
        return _("News on %(reference)s") % {"reference": news[0][0].about.reference}
    return ngettext("%(count)s piece of news", "%(count)s pieces of news", len(news)) % {"count": len(news)}


def page_of(notice: Notice) -> str:
    """The path of the page of what it is about."""
    about = notice.about
    return about.address if isinstance(about, Topic) else reverse("matter", args=[about.reference])


def _link(news: list[Told]) -> str:
    """The page of what it is about where that is one thing, else the inbox."""
    pages = _pages(news)
    return f"{settings.HALL_ADDRESS}{pages.pop() if len(pages) == 1 else reverse('inbox')}"


def _pages(news: list[Told]) -> set[str]:
    return {page_of(notice) for notice, _sentence in news}


def _spot(notice: Notice) -> Spot:
    return notice.about.stream, notice.number


def _entries(notices: list[Notice]) -> dict[Spot, Entry]:
    """The journal entries that the notices tell of, in one query."""
    wanted: dict[UUID, set[int]] = defaultdict(set)
    for notice in notices:
        wanted[notice.about.stream].add(notice.number)
    either = Q(pk__in=())
    for stream, numbers in wanted.items():
        either |= Q(stream=stream, number__in=numbers)
    return {(entry.stream, entry.number): entry for entry in Entry.objects.filter(either)}
