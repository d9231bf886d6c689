"""The files of the embedded database: made once, checked and cleared before each start."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from unionhall.database import account, binaries
from unionhall.database.account import Account
from unionhall.database.errors import DatabaseFailed
from unionhall.environment.embedded_database import (
    APPLICATION,
    DATABASE,
    OWNER,
    SUPERUSER,
    password,
    socket_folder,
)

# Statements that fail stay out of the log, since they carry what members wrote.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "work_mem": "16MB",  # or a common word among millions of matters is looked up page by page
    "jit": "off",
    "random_page_cost": "1.1",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Cluster:
    """A database folder in a home, and who runs which programs on it."""

    home: Path
    account: Account
    programs: Path
    hasty: bool = False

    @property
    def folder(self) -> Path:
        return self.home / "database"

    def is_ready(self) -> bool:
        return is_ready(self.home)

    def command(self) -> list[str]:
        """The command that starts PostgreSQL, to be run with `folder` as the working directory."""
        settings = {**SETTINGS, **(HASTY if self.hasty else {})}
        settings["unix_socket_directories"] = str(socket_folder(self.home))
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", _here(self.folder), *options]


def prepare(home: Path, *, hasty: bool) -> Cluster:
    """The database folder of `home`, made and filled with roles when it's missing."""
    who = account.find_or_create()
    cluster = Cluster(home, who, binaries.server_programs(who), hasty)
    if not cluster.folder.exists():
        _create(cluster)
    _check(cluster)
    who.own(cluster.folder)
    return cluster


def clear(cluster: Cluster) -> None:
    """Remove what a killed PostgreSQL left behind. Only for who knows that none is running."""
    (cluster.folder / "postmaster.pid").unlink(missing_ok=True)
    folder = socket_folder(cluster.home)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid not in (os.geteuid(), cluster.account.uid) or not folder.is_dir() or folder.is_symlink():
        raise DatabaseFailed(f"{folder} belongs to somebody else: remove it.")
    folder.chmod(0o700)
    os.chown(folder, cluster.account.uid, cluster.account.gid)
    for leftover in folder.iterdir():
        leftover.unlink()


def is_ready(home: Path) -> bool:
    """Whether PostgreSQL says in its pid file that it accepts connections."""
    try:
        return (home / "database" / "postmaster.pid").read_text().rstrip().endswith("ready")
    except FileNotFoundError:
        return False


def _here(folder: Path) -> str:
    """The working directory by a name that needs no right to the folders above it."""
    return "/proc/self/cwd" if sys.platform == "linux" else str(folder)


def _check(cluster: Cluster) -> None:
    version = (cluster.folder / "PG_VERSION").read_text().strip()
    ours = binaries.INSTALLATION.removeprefix("pginstall")
    if version != ours:
        raise DatabaseFailed(
            f"{cluster.folder} is of PostgreSQL {version}, and this is PostgreSQL {ours}: "
            "`unionhall database upgrade` carries it over."
        )
    owner = cluster.folder.stat().st_uid
    if not cluster.account.is_other and owner != cluster.account.uid:
        raise DatabaseFailed(
            f"{cluster.folder} belongs to user {owner}: start the hall as that user or as root."
        )


def _create(cluster: Cluster) -> None:
    draft = cluster.home / "database.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    cluster.account.own(draft)
    _initialise(cluster, draft)
    _add_roles(cluster, draft)
    draft.rename(cluster.folder)
    _sync(cluster.home)


def _initialise(cluster: Cluster, folder: Path) -> None:
    read_end, write_end = os.pipe()
    os.fchown(read_end, cluster.account.uid, cluster.account.gid)
    os.write(write_end, f"{password(cluster.home, SUPERUSER)}\n".encode())
    os.close(write_end)
    command = [str(cluster.programs / "initdb"), "-D", _here(folder), "-U", SUPERUSER, "--auth=scram-sha-256"]
    command += [f"--pwfile=/dev/fd/{read_end}", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    command += ["--builtin-locale=C.UTF-8", *(["--no-sync"] if cluster.hasty else [])]
    _run(cluster, command, folder, pass_fds=(read_end,))
    os.close(read_end)


def _add_roles(cluster: Cluster, folder: Path) -> None:
    """Roles and the database, while nobody else can connect. An empty line ends each statement."""
    grants = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT"
    statements = [
        f"CREATE ROLE {OWNER} LOGIN CREATEDB PASSWORD '{password(cluster.home, OWNER)}';",
        f"CREATE ROLE {APPLICATION} LOGIN PASSWORD '{password(cluster.home, APPLICATION)}';",
        f"{grants} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION};",
        f"{grants} USAGE, SELECT ON SEQUENCES TO {APPLICATION};",
        f"CREATE DATABASE {DATABASE} OWNER {OWNER};",
    ]
    # Default privileges belong to one database: template1 passes them on to the one made from it.
    command = [
        str(cluster.programs / "postgres"),
        "--single",
        "-j",
        "-D",
        _here(folder),
        "-c",
        "exit_on_error=on",
    ]
    _run(cluster, [*command, "template1"], folder, stdin="\n\n".join(statements) + "\n\n")


def _run(
    cluster: Cluster,
    command: list[str],
    folder: Path,
    *,
    stdin: str = "",
    pass_fds: Sequence[int] = (),
) -> None:
    """Run a program in `folder` under the account, which enters it before it drops its rights."""
    options = {"cwd": folder, "pass_fds": pass_fds, **cluster.account.arguments()}
    done = subprocess.run(command, input=stdin, text=True, capture_output=True, check=False, **options)
    if done.returncode != 0:
        raise DatabaseFailed(f"{Path(command[0]).name} failed: {' '.join(done.stderr.split())[-500:]}")


def _sync(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    os.fsync(file)
    os.close(file)
