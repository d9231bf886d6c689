"""The system account that PostgreSQL runs under, which refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unionhall.database.errors import DatabaseFailed

NAME = "unionhall-db"
WAYS = (
    ("useradd", "--system", "--no-create-home", "--home-dir=/nonexistent", "--shell=/usr/sbin/nologin", NAME),
    ("adduser", "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/sbin/nologin", NAME),
)


@dataclass(frozen=True)
class Account:
    """Who runs PostgreSQL; `is_other` when that isn't who runs this program."""

    uid: int
    gid: int
    is_other: bool

    def arguments(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}

    def own(self, folder: Path) -> None:
        """Hand over one folder with everything in it, and nothing above it."""
        if not self.is_other or folder.stat().st_uid == self.uid:
            return
        for parent, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(os.path.join(parent, name), self.uid, self.gid, follow_symlinks=False)
        os.chown(folder, self.uid, self.gid)


def find_or_create() -> Account:
    """Ourselves, or as root the dedicated account, made when it's missing."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_other=False)
    known = _find() or _create()
    return Account(known.pw_uid, known.pw_gid, is_other=True)


def _find() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        return None


def _create() -> pwd.struct_passwd:
    for command in WAYS:
        if shutil.which(command[0]):
            subprocess.run(command, capture_output=True, check=False)
            if known := _find():
                return known
    raise DatabaseFailed(
        f"PostgreSQL can't run as root, and no system account {NAME} could be made: make it."
    )
