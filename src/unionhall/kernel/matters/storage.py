"""Where cleaned files lie: under their own digest, outside anything a web server serves."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.http import FileResponse

from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.people.models import Person

LIMIT = 10 * 1024 * 1024  # bytes
MOST = 20  # files of one matter


def path_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def keep(matter: Matter, file: CleanFile, *, added_by: Person | None, internal: bool = False) -> File:
    """Put a cleaned file on disk, then give the row that names it; the caller adds the row in its move."""
    put(file)
    return File(
        matter=matter,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        internal=internal,
        added_by=added_by,
    )


def put(file: CleanFile) -> None:
    """Lay the content on disk, before a matter or a draft names it."""
    target = path_of(file.sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{uuid4().hex}")
        draft.write_bytes(file.content)
        draft.replace(target)
    target.touch()


def response(file: File) -> FileResponse:
    """The file as a download that no browser opens as a page."""
    answer = FileResponse(
        path_of(file.sha256).open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
