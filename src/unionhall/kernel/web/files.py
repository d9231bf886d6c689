"""Serving a file: through its matter's permission only, and never as a page of ours."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from unionhall.kernel.contract import Fact
from unionhall.kernel.matters import ofd_words, storage
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.matters.querysets import open_to_everybody
from unionhall.kernel.matters.reading import record_matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.reader import Reader, or_sign_in, reading
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.sealed import check_may_open


@require_safe
@or_sign_in
def show(request: HttpRequest, uid: UUID) -> FileResponse | HttpResponse:
    """One file as a download, or what it says; 404 for whoever may not see its matter."""
    reader = reading(request)
    file = find(reader, uid)
    check_may_open(request, Reader(reader, file.matter))
    if "words" in request.GET:
        record(reader, file)
        return words(request, file)
    return download(reader, file)


def words(request: HttpRequest, file: File, code: str = "") -> HttpResponse:
    """What a document says that most browsers can't show; 404 for one that they can."""
    if file.media_type != ofd_words.MEDIA_TYPE:
        raise Http404
    with storage.content(file) as content:
        packed = content.read()
    try:
        said = ofd_words.said_in(packed)
    except ofd_words.Unreadable:
        said = None
    context = {"file": file, "said": said, "code": code, "fields": _fields(said) if said else []}
    answer = render(request, "web/file_words.html", {**context, "matter_url": address_of(file.matter)})
    answer["Cache-Control"] = "private, no-store"
    return answer


def _fields(said: ofd_words.Said) -> list[Fact]:
    return [Fact(label, said.fields[key]) for key, label in ofd_words.LABELS.items() if key in said.fields]


def find(reader: Actor, uid: UUID) -> File:
    """The file, for whoever may see its matter and it; Http404 for others."""
    matters = Matter.objects
    seen = matters.visible_to(reader) if isinstance(reader, Person) else matters.filter(open_to_everybody())
    files = File.objects.filter(matter__in=seen).select_related("matter")
    file: File = get_object_or_404(files, uid=uid)
    if file.internal and Reader(reader, file.matter).is_party:
        raise Http404
    return file


def download(reader: Actor, file: File) -> FileResponse:
    """The file's content, and the reading written down."""
    record(reader, file)
    return storage.response(file)


def record(reader: Actor, file: File) -> None:
    """Write the reading down."""
    if isinstance(reader, Person):
        office, what = Reader(reader, file.matter).office, f"{file.matter.reference} / {file.pk}"
        record_matter(reader, office, file.matter, purpose="file", what=what)
