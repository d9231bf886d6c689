"""What is said after a move: what happened, to whom it went, and what waits for its maker next."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.declaration import Move
from unionhall.kernel.web.consequences import told
from unionhall.kernel.web.reader import Reader
from unionhall.kernel.web.rows import rows
from unionhall.kernel.web.worklist import serves_a_room


def afterwards(move: Move, before: Matter, person: Person) -> SafeString:
    """The sentence for the page that comes next; `before` is the matter as it stood.

    To whoever handles matters it also says the next one of their worklist.
    """
    reader = Reader(person, before)
    happened = outcome(move, before, reader)
    return happened if reader.is_party else format_html("{} {}", happened, next_up(person, before))


def outcome(move: Move, before: Matter, reader: Reader) -> SafeString:
    """What was done, and who is told of it."""
    after = Matter.objects.select_related("handler", "offered_to").get(pk=before.pk)
    others = [name for each in (before, after) for name in told(move, each, reader, by_name=True)]
    if not others and move.tells and before.receipts.exists():
        others = [_("whoever asked, with their receipt")]
    whom = _(", ").join(dict.fromkeys(others))
    if move.done and (whom or "{whom}" not in str(move.done)):
        return format_html(str(move.done), whom=whom)
    done = format_html(_("Done: {move}."), move=move.title)
    return format_html("{} {}", done, format_html(_("Told: {whom}."), whom=whom)) if whom else done


def next_up(person: Person, *done: Matter) -> SafeString:
    """A link to the soonest due of what else the person has in hand, or back to a worklist that is empty."""
    others = Matter.objects.open().handled_by(person).exclude(pk__in=[each.pk for each in done])
    for row in rows(others.order_by("due_at", "pk")[:1]):
        words = {"reference": row["reference"], "due": row["due"]["sentence"]}
        said = _("Next: %(reference)s, %(due)s") % words if words["due"] else _("Next: %(reference)s") % words
        return format_html('<a class="next" href="{}">{}</a>', row["url"], said)
    if not serves_a_room(person):
        return SafeString()
    return format_html(
        '<a class="next" href="{}">{}</a>', reverse("worklist"), _("Nothing else is in your hands.")
    )
