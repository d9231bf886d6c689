"""What the page of a matter says of a dispute, to each reader only what both sides may know and their own."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from unionhall.kernel.contract import Fact, Section, facts_of
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.stopping import in_words
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.phones import show_phone
from unionhall.kernel.procedures.predicates import is_handler
from unionhall.kernel.procedures.sentences import explain, say_day
from unionhall.kernel.web.reader import Reader
from unionhall.rooms.mediation.apps import ASKING, CLAIMANT, RESPONDENT
from unionhall.rooms.mediation.chain import counting
from unionhall.rooms.mediation.forms.times import say_time
from unionhall.rooms.mediation.models import Answer, Dispute, Draft, Invitation, Promise
from unionhall.rooms.mediation.papers import sides
from unionhall.rooms.mediation.papers.shown import agreed_text
from unionhall.rooms.mediation.procedure import choosing, talking
from unionhall.rooms.mediation.procedure.promises import in_order
from unionhall.rooms.mediation.procedure.sides import side_of
from unionhall.rooms.mediation.procedure.states import OPEN, WATCHED
from unionhall.rooms.mediation.speaking import showing

SOON = 7  # days
NEAR = 30  # days
CAUTIOUS = (*OPEN, "refused", "declined")
# Where the days of the rule packs come from, as readers of Chinese know these laws.
SOURCES = (
    gettext_noop("a cautious default; ask a lawyer"),
    gettext_noop("an example of a collective agreement"),
    gettext_noop(
        "Provisions on consultation and mediation of labour disputes in enterprises (in force 2012)"
    ),
    gettext_noop("Labour Dispute Mediation and Arbitration Law §7"),
    gettext_noop("Labour Dispute Mediation and Arbitration Law §14"),
    gettext_noop("Labour Dispute Mediation and Arbitration Law §27"),
    gettext_noop("Labour Dispute Mediation and Arbitration Law §29"),
    gettext_noop("Labour Dispute Mediation and Arbitration Law §30"),
    gettext_noop("Labour Dispute Mediation and Arbitration Law §43"),
    gettext_noop("Labour Dispute Mediation and Arbitration Law §§48, 50"),
    gettext_noop("Civil Code §203"),
)


def heading(matter: Matter, reader: Reader) -> str:
    """What it is about, between whom: for those inside, who alone open the page."""
    names = sides.names(matter)
    said = {"subject": matter.dispute.title, "first": names[CLAIMANT], "other": names[RESPONDENT]}
    return _("%(subject)s: %(first)s and %(other)s") % said if said["other"] else ""


def facts(matter: Matter, reader: Reader) -> list[Fact]:
    """What was said at the beginning and who the sides are; only what there is."""
    dispute, names = matter.dispute, sides.names(matter)
    capacity = matter.capacity_of(reader.actor)
    is_first = capacity in ASKING
    said: list[tuple[str, Any]] = [
        (_("The claim"), dispute.claim),
        (_("What you wish for") if is_first else _("What they wish for"), dispute.wish),
        (_("Who asked"), names[CLAIMANT]),
        (_("You") if capacity == RESPONDENT else _("The other side"), names[RESPONDENT]),
        (_("How to reach the other side"), _reach(matter, reader)),
        (_("When it happened"), _day(dispute.happened_on)),
        (_("Employment ended"), _day(dispute.employed_until)),
        (_("Comes along"), dispute.companions),
        (_("The link for the other side"), _link(matter, reader)),
        (_("Proposed as mediator"), _proposed(matter)),
        (_("The last proposal"), OUTCOMES.get(talking.outcome(matter), _nothing)()),
        (_("Your answer, which only you see"), _own_answer(matter, reader)),
        (_("Who was at the last meeting"), dispute.present),
    ]
    return [Fact(each.label, each.value, own_words=each.value is dispute.claim) for each in facts_of(said)]


def _day(day: date | None) -> str:
    return say_day(day) if day else ""


def _reach(matter: Matter, reader: Reader) -> str:
    """For who gave it and for who writes to them."""
    if reader.is_party and matter.capacity_of(reader.actor) != CLAIMANT:
        return ""
    contact = matter.dispute.contact
    phone = contact.get("phone") or ""
    email = contact.get("email") or ""
    email = email if reader.is_party else in_words(matter, email)
    lines = (contact.get("address"), email, show_phone(phone) if phone else "")
    return "\n".join(line for line in lines if line)


def _link(matter: Matter, reader: Reader) -> str:
    """For who made it: what became of a letter by e-mail, and whether the link waits, was used or ran out."""
    if reader.is_party:
        return ""
    made = Invitation.objects.filter(matter=matter, capacity=RESPONDENT).order_by("-pk").first()
    if made is None:
        return ""
    return "\n".join(said for said in (_sent(made), _link_stands(matter, made)) if said)


def _sent(made: Invitation) -> str:
    """What became of a letter by e-mail; that one came back later, no mail server tells the hall."""
    if made.failed_at:
        words = _("The letter could not be sent by e-mail until %(day)s. Print the letter.")
        return words % {"day": _day(timezone.localdate(made.failed_at))}
    if made.refused_at:
        words = _("The mail server refused the address on %(day)s. Print the letter.")
        return words % {"day": _day(timezone.localdate(made.refused_at))}
    if made.sent_at:
        return _("sent by e-mail on %(day)s") % {"day": _day(timezone.localdate(made.sent_at))}
    return _("The letter waits to leave by e-mail.") if made.waits is not None else ""


def _link_stands(matter: Matter, made: Invitation) -> str:
    if made.used_at:
        return _("used on %(day)s") % {"day": _day(timezone.localdate(made.used_at))}
    words = _("waits until %(day)s") if made.until > timezone.now() else _("ran out on %(day)s")
    return words % {"day": _day(made.until.astimezone(matter.place.zone).date())}


def _proposed(matter: Matter) -> str:
    if matter.state != "choosing":
        return ""
    return "\n".join(seat.person.name for seat in choosing.seats(matter))


def _nothing() -> str:
    return ""


OUTCOMES = {
    "open": lambda: _("waits for both answers, which are secret"),
    "accepted": lambda: _("Both sides said yes."),
    "not accepted": lambda: _("was not accepted. Nobody is told who said no."),
}


def _own_answer(matter: Matter, reader: Reader) -> str:
    side, number = side_of(matter, reader.actor), talking.proposal_of(matter)
    if not (side and number):
        return ""
    mine = Answer.objects.filter(matter=matter, number=number, audience=side).first()
    return {"yes": _("Yes, I accept it"), "no": _("No, I don't accept it")}[mine.accepts] if mine else ""


def sections(matter: Matter, reader: Reader) -> list[Section]:
    """Who speaks for one's side, meeting, agreement, promises where there are any; always the other ways."""
    found = (
        showing.section(matter, reader),
        _meeting(matter, reader),
        _agreement(matter, reader),
        _promises(matter),
        _other_ways(matter, reader),
    )
    return [section for section in found if section]


def _address(matter: Matter, reader: Reader, name: str) -> str:
    """Of a paper: with the reference for who signed in, for a guest where the code goes by the form."""
    is_guest = isinstance(reader.actor, Guest)
    arguments = [name] if is_guest else [matter.reference, name]
    return reverse("mediation:guest_paper" if is_guest else "mediation:paper", args=arguments)


def _meeting(matter: Matter, reader: Reader) -> Section | None:
    dispute, zone = matter.dispute, matter.place.zone
    proposed = talking.slots(matter)
    if not (dispute.meets_at or proposed):
        return None
    says = {
        "meeting": _said(dispute, zone),
        "url": _address(matter, reader, "meeting"),
        "proposed": [say_time(slot, zone) for slot in proposed],
    }
    return Section("mediation/parts/meeting.html", says)


def _said(dispute: Dispute, zone: ZoneInfo) -> str:
    if not (dispute.meets_at and dispute.meets_until):
        return ""
    return say_time(talking.Time(dispute.meets_at, dispute.meets_until, dispute.where), zone)


def _agreement(matter: Matter, reader: Reader) -> Section | None:
    text = agreed_text(matter)
    if text is None:
        return None
    earlier = [
        {"number": each.number, "digest": each.digest, "text": each.text}
        for each in Draft.objects.filter(matter=matter).order_by("-number")[1:]
    ]
    says = {**text, "url": _address(matter, reader, "agreement"), "earlier": earlier}
    return Section("mediation/parts/agreement.html", says)


def _promises(matter: Matter) -> Section | None:
    names = sides.names(matter)
    made = in_order(Promise.objects.filter(matter=matter))
    lines = [
        {"number": each.number, "who": names[each.side], "what": each.what, **_kept(each)} for each in made
    ]
    return Section("mediation/parts/promises.html", {"promises": lines}) if lines else None


def _kept(promise: Promise) -> dict[str, str]:
    if promise.kept_on:
        return {"tone": "calm", "sentence": _("kept on %(day)s") % {"day": say_day(promise.kept_on)}}
    if promise.broken_on:
        words = _("said not to be kept on %(day)s") % {"day": say_day(promise.broken_on)}
        return {"tone": "late", "sentence": words}
    return _left(promise.due_on)


def _left(due_on: date) -> dict[str, str]:
    """How many days there are until the end of a day."""
    left = (due_on - timezone.localdate()).days
    if left < 0:
        return {"tone": "late", "sentence": _("this day is over")}
    if left == 0:
        return {"tone": "soon", "sentence": _("today is the last day")}
    words = ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
    return {"tone": "soon" if left <= SOON else "calm", "sentence": words}


def _other_ways(matter: Matter, reader: Reader) -> Section:
    """What can be filed elsewhere, where and by when: for both sides, from the beginning."""
    days, is_theirs = _days(reader), matter.capacity_of(reader.actor) in ASKING
    may_take = is_theirs or is_handler(matter, reader.actor)
    says = {
        "days": [_line(day) for day in days],
        "is_unlimited": not any(day.link.name == "file" for day in days),
        "url": _address(matter, reader, "file") if may_take else "",
        "is_watched": is_theirs and matter.state in WATCHED,
        "is_resting": is_theirs and matter.state not in WATCHED,
    }
    return Section("mediation/parts/other_ways.html", says)


def _days(reader: Reader) -> list[counting.Day]:
    """The other ways, worked out once for a page."""
    kept: dict[str, Any] = vars(reader)
    if "days" not in kept:
        kept["days"] = counting.days(reader.matter)
    found: list[counting.Day] = kept["days"]
    return found


def caution(matter: Matter, reader: Reader) -> str:
    """For the side that asked: the last day by which they must file, where it is near or has passed."""
    if matter.capacity_of(reader.actor) not in ASKING or matter.state not in CAUTIOUS:
        return ""
    open_ones = [day for day in _days(reader) if day.link.is_ours and day.done_on is None]
    return " ".join(_cautioned(day) for day in open_ones[-1:] if _is_near(day))


def _is_near(day: counting.Day) -> bool:
    return day.is_over or (day.due_on - timezone.localdate()).days < NEAR


def _cautioned(day: counting.Day) -> str:
    said = {"what": day.link.what, "day": say_day(day.due_on)}
    if day.is_over:
        words = _("%(what)s: the last day was %(day)s. Ask a lawyer or the union what is still possible.")
        return words % said
    return _("%(what)s: the last day is %(day)s, %(left)s.") % {**said, "left": _left(day.due_on)["sentence"]}


def _line(day: counting.Day) -> dict[str, Any]:
    source = day.explanation["source"]
    done = _("done on %(day)s") % {"day": say_day(day.done_on)} if day.done_on else ""
    return {
        "what": day.link.what,
        "where": day.link.where,
        "day": say_day(day.due_on),
        "explanation": explain(day.explanation),
        "source": _(source),
        **({"tone": "calm", "sentence": done} if done else _left(day.due_on)),
    }
