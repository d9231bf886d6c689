"""Writing a meeting that was brought: its agenda, and at each item a note of what the file says."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.procedures.opening import new_matter
from unionhall.rooms.assembly import models
from unionhall.rooms.assembly.bringing.brought import Item, Meeting, Row, Vote
from unionhall.rooms.assembly.models.minutes import LONGEST
from unionhall.rooms.assembly.procedure.meetings import bring


def write(found: Meeting, term: models.Term) -> Matter:
    """A meeting of the term as it was brought: it is a record, and nothing in it was decided here."""
    with transaction.atomic():
        matter = bring(
            new_matter(bring, term.place),
            actor=HALL,
            term=term,
            name=found.name[:120],
            where=found.where[:200] or "—",
            starts_at=found.begins_at,
            ends_at=found.ends_at,
        )
        rows = [_item(matter, number, each) for number, each in enumerate(found.items, 1)]
        models.Item.objects.bulk_create(rows)
        for row, each in zip(rows, found.items, strict=True):
            if each.parent is not None:
                row.parent = rows[each.parent]
        models.Item.objects.bulk_update(rows, ["parent"])
        models.Note.objects.bulk_create(_notes(matter, found))
        return matter


def _item(matter: Matter, number: int, item: Item) -> models.Item:
    return models.Item(meeting=matter, number=number, position=number, name=item.name[:200], kind=item.kind)


def _notes(matter: Matter, found: Meeting) -> Iterator[models.Note]:
    for number, item in enumerate(found.items, 1):
        if said := "\n\n".join(_said(item)):
            yield models.Note(meeting=matter, item=number, text=said[:LONGEST])


def cut(found: Meeting) -> list[str]:
    """The items of which more is written than a note holds."""
    return [each.name for each in found.items if len("\n\n".join(_said(each))) > LONGEST]


def _said(item: Item) -> Iterator[str]:
    """What stands in the file at an item, in sentences."""
    if item.amends:
        yield _("An amendment to %(motion)s.") % {"motion": item.amends}
    yield from item.texts
    lines = (
        (_("Proposed by: %(names)s."), item.proposed_by),
        (_("Supported by: %(names)s."), item.supported_by),
        (_("Candidates: %(names)s."), item.candidates),
        (_("Spoke: %(names)s."), item.spoke),
    )
    for words, names in lines:
        if names:
            yield words % {"names": _(", ").join(names)}
    if item.state:
        yield _("Where it stood: %(state)s.") % {"state": item.state}
    for vote in item.votes:
        yield "\n".join(_counted(vote))


def _counted(vote: Vote) -> Iterator[str]:
    yield (
        _("Vote %(title)s, taken elsewhere:") % {"title": vote.title}
        if vote.is_over
        else _("Vote %(title)s, which was not over:") % {"title": vote.title}
    )
    for row in vote.rows:
        yield _row(row)
    valid, invalid, cast = vote.counted
    if any(vote.counted):
        yield _("valid %(valid)s, invalid %(invalid)s, cast %(cast)s") % {
            "valid": valid or "—",
            "invalid": invalid or "—",
            "cast": cast or "—",
        }


def _row(row: Row) -> str:
    said = {"answer": row.answer, "yes": row.yes, "no": row.no, "abstained": row.abstained}
    return _("%(answer)s: yes %(yes)s, no %(no)s, abstained %(abstained)s") % said
