"""`unionhall procedures …`"""

import click


@click.group("procedures")
def command() -> None:
    """The declared procedures of all rooms."""


@command.command("show")
@click.argument("room")
def show(room: str) -> None:
    """Print a room's procedure as Markdown: its diagram, stations, limits and verbs."""
    from unionhall.kernel.procedures.declaration import procedures
    from unionhall.kernel.procedures.drawing import draw

    found = [procedure for procedure in procedures() if procedure.name == room]
    if not found:
        raise click.BadParameter(f"no room has a procedure called {room}", param_hint="ROOM")
    click.echo(draw(max(found, key=lambda procedure: procedure.version)), nl=False)
