"""`unionhall procedures …`"""

from pathlib import Path

import click


@click.group("procedures")
def command() -> None:
    """The declared procedures of all rooms."""


@command.command("show")
@click.argument("room")
@click.argument("kind", default="")
def show(room: str, kind: str) -> None:
    """Print the procedure of a room's kind as Markdown: its diagram, stations, limits and verbs."""
    from unionhall.kernel.procedures.declaration import procedures
    from unionhall.kernel.procedures.drawing import draw

    found = [each for each in procedures() if (each.name, each.kind) == (room, kind)]
    if not found:
        kinds = ", ".join(f"{each.name} {each.kind}".strip() for each in procedures())
        raise click.BadParameter(f"no room has that procedure; there are: {kinds}", param_hint="ROOM KIND")
    click.echo(draw(max(found, key=lambda each: each.version)), nl=False)


@command.command("write")
@click.argument("pages", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def write(pages: tuple[Path, ...]) -> None:
    """Draw anew the procedures that PAGES show, each between its marks."""
    from unionhall.kernel.procedures.drawing import drawn_in

    for page in pages:
        page.write_text(drawn_in(page.read_text()))
