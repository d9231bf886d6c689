"""Where the embedded database answers and who its roles are."""

import hashlib
import os
from pathlib import Path
from urllib.parse import quote

from unionhall.ground import secret_files

DATABASE = "unionhall"
SUPERUSER = "postgres"
OWNER = "unionhall_owner"
APPLICATION = "unionhall"
RUN = Path("/run/unionhall")  # made at boot for the account of a hall that runs as a service


def embedded_url(home: Path, role: str, database: str = DATABASE) -> str:
    """The address of the embedded database of `home` for `role`; it answers while `running()` holds it."""
    folder = quote(str(socket_folder(home)), safe="")
    return f"postgresql://{role}:{password(home, role)}@/{database}?host={folder}"


def password(home: Path, role: str) -> str:
    """The password of `role`, kept in a file that only the owner of the home can read."""
    return secret_files.read_or_create(home / "database_passwords" / role)


def socket_folder(home: Path) -> Path:
    """The folder of the socket: short even for a long `home`, as a socket's path has at most 107 bytes."""
    mark = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    if os.geteuid() == 0 and os.access("/run", os.W_OK):
        return Path(f"/run/unionhall-{mark}")
    if os.access(RUN, os.W_OK):
        return RUN / mark
    return Path(f"/tmp/unionhall-{os.geteuid()}-{mark}")
