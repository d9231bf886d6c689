"""Opening the hall: everything between the command and the first page, and closing it again."""

import os
import time
from collections.abc import Callable

import click
from django.conf import settings

from unionhall import catalogs, database, environment
from unionhall.database.connections import go_around_pooler
from unionhall.environment import Environment
from unionhall.kernel.procedures import calendars
from unionhall.operations import demo_union, gathering, safety
from unionhall.running import forks, jobs, leftovers, loading, pages, ports, presence
from unionhall.running.preparing import prepare
from unionhall.running.supervisor import Child, Supervisor

CLOSING_SECONDS = 20
Children = Callable[[Environment], list[Child]]


def open_hall(children: Children, *, with_demo: bool) -> None:
    """Keep the hall of this home open until told to stop.

    1. Refuse when it's open already, and end what a killed hall left behind.
    2. Find a port, and tell the environment.
    3. Start the database, and meanwhile load what it takes to prepare it.
    4. Prepare it in a process that ends and may refuse, and meanwhile load all that the others will share.
    5. Start the processes, say where the hall is, and watch over all of them.

    No thread is begun and no connection to the database kept: what works with it are forks of this process.
    """
    wanted = environment.load()
    with_demo = with_demo and not safety.is_public(wanted)
    for name in environment.unknown(os.environ):
        click.echo(f"{name} is no setting of the hall. Is it misspelt?", err=True)
    kept = (_claim(wanted),)
    leftovers.end(wanted.home)
    was_killed = presence.withdraw(wanted.home)
    port = _find_port(wanted, patience=leftovers.DEATH_SECONDS if was_killed else 0)
    settled = environment.load_with(PORT=str(port.number))
    gathering.gather_in(settled.home)
    with database.running(settled, meanwhile=_load) as session:
        prepare(settled, with_demo=with_demo, without=kept, meanwhile=_load_pages)
        _excuse_demo()
        presence.announce(settled.home, settled.address)
        greeting = Greeting(settled, with_demo=with_demo)

        def look() -> None:
            session.revive()
            greeting.say_when_open()

        def at_stop() -> None:
            presence.withdraw(settled.home)
            click.echo("The hall is closing.")

        Supervisor(settled.home, children(settled), _tell, kept).run(look, at_stop)


def web_server(environment: Environment) -> Child:
    """The web server with its processes."""
    return Child("web server", lambda: pages.serve(environment))


def job_worker(environment: Environment) -> Child:
    """The process that does the jobs."""

    def work() -> None:
        go_around_pooler(environment)
        jobs.work()

    return Child("worker", work)


class Greeting:
    """What the terminal says once the first page can be had."""

    def __init__(self, environment: Environment, *, with_demo: bool) -> None:
        self.environment = environment
        self.sign_ins = demo_union.credentials().get("sign_in", {}) if with_demo else {}
        self.is_said = False

    def say_when_open(self) -> None:
        """Say it once, as soon as the web server accepts connections."""
        if self.is_said or not ports.answers(self.environment.host, self.environment.port):
            return
        self.is_said = True
        click.echo(f"\nThe hall is open at {self.environment.address}   (Ctrl-C closes it)")
        if self.sign_ins:
            width = max(len(role) for role in self.sign_ins) + 2
            click.echo("\nSign in to the demo union as")
            for role, words in self.sign_ins.items():
                click.echo(f"  {role:<{width}} {words['login']:<34} {words['password']}")


def _claim(environment: Environment) -> int:
    """Take the hall of this home, waiting for one that is closing; the open file that holds it."""
    patience = time.monotonic() + 2
    while (held := presence.claim(environment.home)) is None:
        where = presence.address(environment.home)
        if time.monotonic() > patience and (where or time.monotonic() > patience + CLOSING_SECONDS):
            raise click.ClickException(
                f"The hall of {environment.home} is open already: {where or 'starting'}"
            )
        time.sleep(0.1)
    return held


def _find_port(environment: Environment, *, patience: float) -> ports.Port:
    """The port that is wanted, or the next; for so many seconds a hall that was killed may still have it."""
    deadline = time.monotonic() + patience
    try:
        while (port := ports.claim(environment.host, environment.port)).number != environment.port:
            if time.monotonic() > deadline:
                break
            port.release()
            time.sleep(0.1)
    except ports.NoPort as error:
        raise click.ClickException(str(error)) from error
    if port.number != environment.port:
        if safety.is_public(environment):
            raise click.ClickException(
                f"Port {environment.port}, where the proxy expects the hall, is taken."
            )
        click.echo(f"Port {environment.port} is taken; the hall takes {port.number}.")
    return port


def _load() -> None:
    catalogs.compile_all()
    loading.prepare()
    calendars.load()
    forks.share()


def _load_pages() -> None:
    pages.load()
    forks.share()


def _excuse_demo() -> None:
    """Let the demo union's officers in without a second step, unless the operator wants it."""
    if demo_union.credentials() and not os.environ.get("UNIONHALL_SECOND_FACTOR_DAYS"):
        environment.load_with(UNIONHALL_SECOND_FACTOR_DAYS="off")
        settings.SECOND_FACTOR_DAYS = None  # they were read before the demo union moved in


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
