"""Files in a folder of this machine, or of several that share it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


@dataclass(frozen=True)
class Folder:
    """Each file lies in a folder called by the first two letters of its digest."""

    root: Path

    def put(self, digest: str, content: bytes) -> None:
        """Lay it by whole or not at all; what is there already begins its time anew."""
        target = self._path(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(f".{digest}.{uuid4().hex}")
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # the row that names it will survive a power cut, so it must, too
            draft.replace(target)
        target.touch()

    def has(self, digest: str) -> bool:
        return self._path(digest).exists()

    def open(self, digest: str) -> BinaryIO:
        return self._path(digest).open("rb")

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Names of what was laid by before, also of what a process that died left half written."""
        for path in Path(self.root).glob("??/*"):
            if _is_older(path, moment):
                yield path.name

    def drop(self, name: str, moment: datetime) -> None:
        """Take it away, unless somebody laid it by again meanwhile."""
        if _is_older(self._path(name), moment):
            self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return Path(self.root) / name.lstrip(".")[:2] / name


def _is_older(path: Path, moment: datetime) -> bool:
    """Whether it lies there since before; what another machine has just taken away does not."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False
