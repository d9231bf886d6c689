"""Files in a form are not read: the interface has no place for them, so they never reach a disk."""

from typing import Any, NoReturn

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class Dropping(FileUploadHandler):
    """Skips each file as it comes in."""

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        return None


def drop_files(request: HttpRequest) -> None:
    """Call it before the form is read."""
    request.upload_handlers = [Dropping(request)]
