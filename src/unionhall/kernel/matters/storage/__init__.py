"""Where cleaned files lie: under their own digest, outside anything a web server serves."""

import logging
from functools import lru_cache

from django.conf import settings
from django.http import FileResponse

from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.cleaning.refusals import refusal
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.matters.storage import quota
from unionhall.kernel.matters.storage.bucket import Bucket
from unionhall.kernel.matters.storage.folder import Folder
from unionhall.kernel.people.models import Person

LIMIT = 10 * 1024 * 1024  # bytes

log = logging.getLogger(__name__)


def shelf() -> Folder | Bucket:
    """The bucket in UNIONHALL_FILES, or the folder."""
    return _bucket(settings.FILES_BUCKET) if settings.FILES_BUCKET else Folder(settings.MEDIA_ROOT)


@lru_cache(maxsize=4)
def _bucket(address: str) -> Bucket:
    return Bucket(address)


def keep(matter: Matter, file: CleanFile, *, added_by: Person | None, internal: bool = False) -> File:
    """Lay a cleaned file by, then give the row that names it; the caller adds the row in its move.

    The move holds the matter's lock, so that two files at the same moment are counted one after the other.
    Raises FileRefused when the matter has no room for it.
    """
    quota.check(matter, file.size)
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
    """Lay the content by, before a matter or a draft names it; FileRefused while there is no room for any."""
    try:
        shelf().put(file.sha256, file.content)
    except OSError as error:
        log.error("Files can't be kept, so none is taken: %s", error)
        raise refusal("not_kept") from error


def has(sha256: str) -> bool:
    """Whether the content with that digest is there."""
    return shelf().has(sha256)


def response(file: File) -> FileResponse:
    """The file as a download that no browser opens as a page; a bucket's goes through the hall, too."""
    answer = FileResponse(
        shelf().open(file.sha256), as_attachment=True, filename=file.name, content_type=file.media_type
    )
    answer["Content-Length"] = file.size
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
