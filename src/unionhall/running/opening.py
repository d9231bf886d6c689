"""Opening the hall: everything between the command and the first page, and closing it again."""

import os
import sys
import time
from collections.abc import Callable

import click

from unionhall import catalogs, database, environment
from unionhall.database import tables
from unionhall.database.connections import disconnect
from unionhall.environment import Environment
from unionhall.operations import counters, demo_union, safety
from unionhall.running import leftovers, loading, ports, presence
from unionhall.running.supervisor import Child, Supervisor

BLOCKING_THREADS = 4  # for each web process; the database's connection pool has room for them
CLOSING_SECONDS = 20
Children = Callable[[Environment], list[Child]]


def open_hall(children: Children, *, with_demo: bool) -> None:
    """Keep the hall of this home open until told to stop.

    1. Refuse when it's open already, and end what a killed hall left behind.
    2. Find a port, and tell the environment.
    3. Start the database, bring it up to date, load the demo union into an empty one.
    4. Refuse when the union's key doesn't fit, or the address is public and opening would harm people.
    5. Start the processes, say where the hall is, and watch over all of them.
    """
    wanted = environment.load()
    with_demo = with_demo and not safety.is_public(wanted)
    for name in environment.unknown(os.environ):
        click.echo(f"{name} is no setting of the hall. Is it misspelt?", err=True)
    _claim(wanted)
    leftovers.end(wanted.home)
    port = _find_port(wanted)
    settled = environment.load_with(PORT=str(port.number))
    catalogs.compile_all()
    counters.gather_in(settled.home)
    with database.running(settled) as session:
        _bring_up_to_date(with_demo=with_demo)
        _refuse_strange_key()
        _refuse_unsafe(settled)
        presence.announce(settled.home, settled.address)
        greeting = Greeting(settled, with_demo=with_demo)

        def every_second() -> None:
            session.revive()
            greeting.say_when_open()

        def at_stop() -> None:
            presence.withdraw(settled.home)
            click.echo("The hall is closing.")

        Supervisor(settled.home, children(settled), tell=_tell).run(every_second, at_stop)


def _refuse_strange_key() -> None:
    from unionhall.kernel.privacy.keys import store
    from unionhall.kernel.privacy.keys.faults import Unreadable

    try:
        store().any_fits()
    except Unreadable as error:
        raise click.ClickException(str(error)) from error


def web_server(environment: Environment) -> Child:
    """The web server with its processes."""
    options = {
        "interface": "wsgi",
        "host": environment.host,
        "port": environment.port,
        "workers": environment.processes,
        "blocking-threads": BLOCKING_THREADS,
        "log-level": "warning",
        "respawn-interval": 0.5,
        "workers-kill-timeout": 3,
    }
    command = [sys.executable, "-m", "granian", "--no-ws", "--respawn-failed-workers"]
    command += [f"--{name}={value}" for name, value in options.items()]
    return Child("web server", [*command, "unionhall.wsgi:application"])


def job_worker() -> Child:
    """The process that does the jobs."""
    return Child("job worker", [sys.executable, "-m", "unionhall", "worker"])


class Greeting:
    """What the terminal says once the first page can be had."""

    def __init__(self, environment: Environment, *, with_demo: bool) -> None:
        self.environment = environment
        self.sign_ins = demo_union.credentials().get("sign_in", {}) if with_demo else {}
        disconnect()
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


def _claim(environment: Environment) -> None:
    """Take the hall of this home, waiting for one that is closing."""
    patience = time.monotonic() + 2
    while presence.claim(environment.home) is None:
        where = presence.address(environment.home)
        if time.monotonic() > patience and (where or time.monotonic() > patience + CLOSING_SECONDS):
            raise click.ClickException(
                f"The hall of {environment.home} is open already: {where or 'starting'}"
            )
        time.sleep(0.1)


def _find_port(environment: Environment) -> ports.Port:
    try:
        port = ports.claim(environment.host, environment.port)
    except ports.NoPort as error:
        raise click.ClickException(str(error)) from error
    if port.number != environment.port:
        if safety.is_public(environment):
            raise click.ClickException(
                f"Port {environment.port}, where the proxy expects the hall, is taken."
            )
        click.echo(f"Port {environment.port} is taken; the hall takes {port.number}.")
    return port


def _bring_up_to_date(*, with_demo: bool) -> None:
    loading.prepare()
    tables.migrate()
    if with_demo and demo_union.load():
        click.echo("The demo union has moved in.")
    if demo_union.credentials() and not os.environ.get("UNIONHALL_SECOND_FACTOR_DAYS"):
        environment.load_with(UNIONHALL_SECOND_FACTOR_DAYS="off")


def _refuse_unsafe(environment: Environment) -> None:
    if safety.is_public(environment) and (found := safety.grave(environment)):
        raise click.ClickException("The hall stays closed:\n" + "\n".join(map(str, found)))


def _tell(sentence: str) -> None:
    click.echo(sentence, err=True)
