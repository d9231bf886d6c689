"""What pages say of questions, promises and joint decisions."""

from collections import Counter
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.predicates import is_member_here
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import address_of, rows
from unionhall.rooms.assembly.between import question_days, supporting
from unionhall.rooms.assembly.between.lateness import say_kept
from unionhall.rooms.assembly.between.sources import title_of
from unionhall.rooms.assembly.models import QuestionBy, Support


def say_supported(number: int | None) -> str:
    """How many support it, in tens."""
    if number is None:
        return _("Fewer than ten members support it.")
    return _("At least %(count)d members support it.") % {"count": number}


def asked_for(meeting: Matter) -> list[dict[str, Any]]:
    """The questions of a day that wait, by what is shown of their support, and then in the order in which
    they were asked: so the order tells no number that isn't shown.
    """
    waiting = list(
        meeting.questions.filter(matter__state__in=supporting.OPEN).select_related("matter__place")
    )
    marks = Support.objects.filter(matter__in=[each.matter_id for each in waiting])
    counted = Counter(marks.values_list("matter", flat=True))
    many = {pk: tens for pk, number in counted.items() if (tens := supporting.rounded(number))}
    waiting.sort(key=lambda each: (-many.get(each.matter_id, 0), each.matter_id))
    return [
        {
            "asked": each.asked,
            "url": address_of(each.matter),
            "reference": each.matter.reference,
            "supported": say_supported(many.get(each.matter_id)),
        }
        for each in waiting
    ]


def question_facts(matter: Matter, reader: Reader) -> list[Fact]:
    """The question in full, who asked it if they said so, for which day, and how many support it."""
    question = matter.publicquestion
    day = question.meeting
    ((_day, when),) = question_days.named([day])
    return [
        Fact(_("The question"), question.title, own_words=True),
        *facts_of(
            (
                (_("What more there is to say"), question.more),
                (_("Asked by"), ", ".join(_askers(matter))),
                (_("For"), when),
                (_("Support"), say_supported(supporting.shown(matter))),
            )
        ),
    ]


def _askers(matter: Matter) -> list[str]:
    """Whoever asked with their name, here and in the questions that were joined with it."""
    joined = [matter.pk, *matter.joined_questions.values_list("pk", flat=True)]
    named = QuestionBy.objects.filter(matter__in=joined).select_related("person").order_by("matter")
    names = list(dict.fromkeys(str(each.person.name) for each in named))
    unnamed = len(joined) - len(named)
    return [
        *names,
        *([_("members without a name") if names else _("A member without a name")] if unnamed else []),
    ]


def question_sections(matter: Matter, reader: Reader) -> list[Section]:
    """Support, the questions that it is answered with, and what was promised in the answer."""
    question, person = matter.publicquestion, reader.actor
    may = isinstance(person, Person) and matter.state in supporting.OPEN and is_member_here(matter, person)
    joined = [each.matter for each in matter.joined_questions.select_related("matter__place")]
    says = {
        "reference": matter.reference,
        "may_support": may,
        "supports": may and isinstance(person, Person) and supporting.supports(matter, person),
        "joined_with": _linked(question.joined) if question.joined else None,
        "joined": [_linked(each) for each in joined],
        "promises": promised_in(matter),
    }
    return [Section("assembly/parts/question.html", says)]


def promise_facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What, by which office, until when, and whether it is late."""
    promise = matter.publicpromise
    moved = say_day(promise.at_first) if promise.at_first != promise.until else ""
    return facts_of(
        (
            (_("What is promised"), promise.promised),
            (_("Which office keeps it"), promise.owner),
            (_("Until"), say_day(promise.until)),
            (_("Promised at first until"), moved),
            (_("Whether it is kept"), say_kept(matter, timezone.now())[1]),
        )
    )


def promise_sections(matter: Matter, reader: Reader) -> list[Section]:
    """Where it was made, to be opened."""
    return [Section("assembly/parts/source.html", _linked(matter.publicpromise.source))]


def _source(source: Matter) -> str:
    return _("%(title)s (%(reference)s)") % {"title": title_of(source), "reference": source.reference}


def joint_facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What was settled, what it is called until a congress says so, and by which authority."""
    decision = matter.jointdecision
    holds = {
        "provisional": _("Provisional: the next congress confirms it, or it lapses at its end"),
        "confirmed": _("Yes: a congress confirmed it"),
        "lapsed": _("No: the congress was over without confirming it"),
    }
    return facts_of(
        (
            (_("What was settled"), decision.settled),
            (_("In full"), decision.words),
            (_("Does it hold?"), holds[matter.state]),
            (_("Authorised by the congress"), f"{decision.authority} ({decision.authority.decided})"),
            (_("Settled in"), _source(decision.meeting)),
            (_("Confirmed by"), _source(decision.confirmed) if decision.confirmed else ""),
        )
    )


def delegate_facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What the member asks, and the constituency of the delegate."""
    question = matter.delegatequestion
    return [
        Fact(
            _("What you ask") if reader.is_party else _("What the member asks"),
            question.asked,
            own_words=True,
        ),
        Fact(_("Constituency"), str(question.mandate.constituency)),
    ]


def meeting_sections(matter: Matter, reader: Reader) -> list[Section]:
    """Of a meeting: what is asked for it, what was promised in it, and what delegates reported back."""
    reports = matter.reports_back.select_related("mandate__person").order_by("mandate__seat")
    says = {
        "is_question_day": matter.meeting.kind == "question_day",
        "can_ask": matter.meeting.kind == "question_day" and matter.state in ("planned", "called"),
        "questions": asked_for(matter),
        "answered": rows(_answered(matter), is_party=True),
        "promises": promised_in(matter),
        "reports": [{"name": each.mandate.person.name, "text": each.text} for each in reports],
    }
    return [Section("assembly/parts/between.html", says)] if any(says.values()) else []


def _answered(meeting: Matter) -> list[Matter]:
    found = Matter.objects.filter(publicquestion__meeting=meeting, state="answered")
    return list(found.order_by("pk")[:100])


def promised_in(source: Matter) -> list[dict[str, Any]]:
    """The promises that were made there, each with whether it is kept."""
    now = timezone.now()
    made = Matter.objects.filter(publicpromise__source=source).select_related("publicpromise", "place")
    return [_promise(each, now) for each in made.order_by("publicpromise__at_first", "pk")]


def _promise(matter: Matter, now: Any) -> dict[str, Any]:
    tone, kept = say_kept(matter, now)
    promise = matter.publicpromise
    return {**_linked(matter), "owner": promise.owner, "tone": tone, "kept": kept}


def _linked(matter: Matter) -> dict[str, Any]:
    return {"title": title_of(matter), "url": address_of(matter), "reference": matter.reference}
