"""Where cleaned files lie: under their own digest, outside anything a web server serves."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import FileResponse

from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.cleaning.refusals import refusal
from unionhall.kernel.matters.models import File, Matter
from unionhall.kernel.matters.storage import quota
from unionhall.kernel.matters.storage.bucket import Bucket
from unionhall.kernel.matters.storage.folder import Folder
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.sealing import seal, space, unseal

LAID = ("name", "media_type", "size", "sha256")
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
    row = File(
        matter=matter,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        internal=internal,
        added_by=added_by,
    )
    if matter.sealed:
        lay_sealed(row, file.content)
    else:
        put(file)
    return row


def take_over(matter: Matter, laid: Mapping[str, Any], *, added_by: Person | None) -> File | None:
    """The row of a file that was laid by for a draft, with what `LAID` names; None if it is gone.

    For a sealed matter it is laid by once more, sealed; the draft's is swept away with those nobody sent.
    """
    if not has(laid["sha256"]):
        return None
    row = File(matter=matter, added_by=added_by, **{name: laid[name] for name in LAID})
    if matter.sealed:
        with shelf().open(row.sha256) as content:
            lay_sealed(row, content.read())
    return row


def attach(matter: Matter, files: Iterable[Mapping[str, Any]], actor: Actor) -> None:
    """Hang on a matter that was just opened what was laid by for its draft; what is gone is left out."""
    known = matter.known_as(actor)
    owner = known if isinstance(known, Person) else None
    laid = [take_over(matter, file, added_by=owner) for file in files]
    File.objects.bulk_create([file for file in laid if file])


def lay_sealed(row: File, content: bytes) -> None:
    """Lay the content of a sealed matter's file by; the caller saves the row that names it."""
    sealed = seal(row.matter.key, content, _place(row))
    row.sha256, row.size = hashlib.sha256(sealed).hexdigest(), space(len(content))
    _put(row.sha256, sealed)


def put(file: CleanFile) -> None:
    """Lay the content by, before a matter or a draft names it; FileRefused while there is no room for any."""
    _put(file.sha256, file.content)


def _put(digest: str, content: bytes) -> None:
    try:
        shelf().put(digest, content)
    except OSError as error:
        log.error("Files can't be kept, so none is taken: %s", error)
        raise refusal("not_kept") from error


def has(sha256: str) -> bool:
    """Whether the content with that digest is there."""
    return shelf().has(sha256)


def response(file: File) -> FileResponse:
    """The file as a download that no browser opens as a page; a bucket's goes through the hall, too."""
    answer = FileResponse(content(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    if not file.matter.sealed:
        answer["Content-Length"] = file.size
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def content(file: File) -> Any:
    """The content as a stream; a sealed one is opened in memory, it has 10 MB at most. Raises OSError."""
    laid = shelf().open(file.sha256)
    if not file.matter.sealed:
        return laid
    with laid:
        return BytesIO(unseal(file.matter.key, laid.read(), _place(file)))


def _place(file: File) -> str:
    return f"file {file.uid}"
