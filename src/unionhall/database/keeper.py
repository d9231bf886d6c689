"""The small process beside PostgreSQL: starts it again after a crash and stops it when nobody needs it.

Every user of the database holds a shared lock on `users.lock`. When the keeper gets that lock alone, nobody
is left. It keeps it while PostgreSQL stops, so that a newcomer waits and then starts afresh. PostgreSQL and
its children inherit `postgres.lock`, which is free only when the last of them is gone.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from unionhall.database import locks
from unionhall.database.cluster import Cluster, clear, prepare
from unionhall.database.errors import OTHERS_KEEP, DatabaseFailed
from unionhall.ground import lifelines

POLL_SECONDS = 0.1


class Keeper:
    """Keeps the database of one home running until nobody uses it or it's told to stop."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.users: int | None = None
        self.is_told_to_stop = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_told_to_stop = True

    def keep(self) -> int:
        """Start PostgreSQL as often as it crashes; the exit code is 1 when it never accepted a connection."""
        while True:
            process = self._launch()
            was_ready = self._watch(process)
            if process.poll() is None:
                _stop_postgres(process)
                return 0
            if not was_ready:
                return 1

    def _launch(self) -> subprocess.Popen[bytes]:
        lock = self._outlive_predecessor()
        clear(self.cluster)
        process = subprocess.Popen(
            self.cluster.command(),
            cwd=self.cluster.folder,
            stdin=subprocess.DEVNULL,
            pass_fds=(lock,),
            preexec_fn=lifelines.tie(signal.SIGINT),  # noqa: PLW1509 (one thread)
            **self.cluster.account.arguments(),
        )
        os.close(lock)
        return process

    def _outlive_predecessor(self) -> int:
        """Wait until the processes of an earlier PostgreSQL are gone, and hold the lock that says so."""
        path = self.cluster.home / "postgres.lock"
        lock = locks.wait_for(path, seconds=20)
        if lock is None:
            _kill_processes_in(self.cluster.folder)
            lock = locks.wait_for(path, seconds=10)
        if lock is None:
            raise DatabaseFailed("An earlier PostgreSQL of this home is still running.")
        return lock

    def _watch(self, process: subprocess.Popen[bytes]) -> bool:
        """Return when PostgreSQL has died or is to be stopped, saying whether it had been ready."""
        was_ready = False
        while process.poll() is None and not self._is_over():
            was_ready = was_ready or self.cluster.is_ready()
            time.sleep(POLL_SECONDS)
        return was_ready

    def _is_over(self) -> bool:
        if self.users is None:
            self.users = locks.take(self.cluster.home / "users.lock")
        return self.is_told_to_stop or self.users is not None or not self.cluster.folder.exists()


def _stop_postgres(process: subprocess.Popen[bytes]) -> None:
    for number, seconds in ((signal.SIGINT, 60), (signal.SIGQUIT, 10), (signal.SIGKILL, 10)):
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


def _kill_processes_in(folder: Path) -> None:
    """End what still works in the database folder, where nothing but PostgreSQL does."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").samefile(folder) and int(process.name) != os.getpid():
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:
            continue


def main(home: Path, *, hasty: bool) -> int:
    """Keep the database of `home`; `hasty` trades safety for speed and is for tests."""
    if locks.take(home / "keeper.lock") is None:
        return OTHERS_KEEP
    try:
        return Keeper(prepare(home, hasty=hasty)).keep()
    except (DatabaseFailed, OSError) as error:
        print(f"FATAL: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), hasty="--hasty" in sys.argv))
