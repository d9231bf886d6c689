"""Writing the archive of a meeting, signed with the key with which the hall signs its journal."""

import json
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.utils.translation import override

from unionhall.ground import signatures
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.journal.statements import KEY
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.assembly.archive import shape
from unionhall.rooms.assembly.meeting.log import lines
from unionhall.rooms.assembly.minutes import printing
from unionhall.rooms.assembly.minutes.drafting import Draft, draft
from unionhall.rooms.assembly.models import Entitled, Log


def write(matter: Matter) -> bytes:
    """The archive of a meeting that is over, as ZIP. Raises printing.NotOver and papers.PaperNotMade."""
    found = draft(matter)
    papers = {f"minutes.{code}.pdf": _paper(found, code) for code, _name in settings.LANGUAGES}
    document = _document(found, {name: sha256(made).hexdigest() for name, made in papers.items()})
    content = document.model_dump_json(indent=1).encode()
    schema = json.dumps(shape.Document.model_json_schema(), ensure_ascii=False, indent=1).encode()
    members = {shape.MEETING: content, shape.SIGNATURE: _sign(content), shape.SCHEMA: schema, **papers}
    return _zip(members)


def _zip(members: dict[str, bytes]) -> bytes:
    """The same members give the same bytes."""
    written = BytesIO()
    with ZipFile(written, "w") as file:
        for name, content in members.items():
            file.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return written.getvalue()


def _paper(found: Draft, language: str) -> bytes:
    from unionhall.instruments.papers.rendering import render

    with override(language):
        return render(printing.paper(found), language)


def _sign(content: bytes) -> bytes:
    key = signatures.key_in(settings.HALL_HOME, KEY)
    signature = key.sign(shape.signed_part(sha256(content).hexdigest()))
    made = shape.Signature(key=signatures.public_text(key), signature=signatures.text(signature))
    return made.model_dump_json(indent=1).encode()


def _document(found: Draft, papers: dict[str, str]) -> shape.Document:
    matter, meeting = found.matter, found.matter.meeting
    log = Log.objects.get(pk=matter.pk)
    return shape.Document(
        format=shape.FORMAT,
        reference=matter.reference,
        name=meeting.name,
        term=dict(meeting.term.title),
        place=dict(matter.place.name),
        where=meeting.where,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        stream=str(log.stream),
        agenda=[_item(each) for each in found.sections],
        seats=_seats(found),
        log=[_line(each) for each in lines(log)],
        notes=_notes(found),
        approval=_approval(found),
        papers=papers,
    )


def _item(section: Any) -> shape.Item:
    item = section.item
    dealt = item.motion or item.joint
    return shape.Item(
        number=item.number,
        below=item.parent.number if item.parent else None,
        name=item.name,
        kind=item.kind,
        subject=item.subject,
        about=dealt.reference if dealt else "",
    )


def _seats(found: Draft) -> list[shape.Seat]:
    """Those that might decide when it began, whatever was written into the list of mandates since."""
    held = Entitled.objects.filter(meeting=found.matter).select_related("mandate__constituency")
    return [
        shape.Seat(seat=each.seat, constituency=dict(each.mandate.constituency.title))
        for each in held.order_by("seat")
    ]


def _line(entry: Entry) -> shape.Line:
    return shape.Line(
        number=entry.number,
        event=entry.event,
        actor=str(entry.actor or ""),
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        payload=entry.payload,
        key=str(entry.key or ""),
        digest=bytes(entry.digest).hex(),
    )


def _notes(found: Draft) -> list[shape.Note]:
    written = [(0, found.note), *((each.item.number, each.note) for each in found.sections)]
    return [shape.Note(item=number, text=text) for number, text in written if text]


def _approval(found: Draft) -> shape.Approval | None:
    approval = found.approval
    if approval is None:
        return None
    return shape.Approval(meeting=approval.decided_in.reference, vote=approval.vote, digest=approval.digest)
