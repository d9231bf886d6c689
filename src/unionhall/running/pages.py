"""The pages: loaded once, and served by processes that share what was loaded."""

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from unionhall.environment import Environment
from unionhall.ground import lifelines, titles
from unionhall.kernel.procedures import sentences
from unionhall.running import forks, leftovers

FINISH_SECONDS = 20  # for answers under way when the hall closes, as to who sends a file over a slow line
BLOCKING_THREADS = 4  # for each web process; each keeps a connection to the database


def load() -> None:
    """Load every page and the web server into this process, for its forks to share."""
    import granian.server  # noqa: F401

    import_string(settings.WSGI_APPLICATION)
    sentences.load()


def serve(environment: Environment) -> None:
    """Be the web server, which keeps its processes running until it is told to stop."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    forks.fork_only()
    Server(
        settings.WSGI_APPLICATION,
        address=environment.host,
        port=environment.port,
        interface=Interfaces.WSGI,
        workers=environment.processes,
        blocking_threads=BLOCKING_THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=FINISH_SECONDS,
    ).serve(target_loader=_application, wrap_loader=False)


def _application() -> Any:
    """What each process of the web server answers with."""
    lifelines.end_with_server()
    titles.call("unionhall web process")
    leftovers.register(settings.HALL_HOME)
    return import_string(settings.WSGI_APPLICATION)
