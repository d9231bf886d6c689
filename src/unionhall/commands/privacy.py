"""`unionhall privacy`"""

from pathlib import Path

import click

from unionhall.running import loading


@click.group("privacy")
def command() -> None:
    """What the hall keeps of people."""


@command.command()
@click.option("--language", default="en", show_default=True, help="en, zh-hans or zh-hant.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file.")
def register(language: str, output: Path | None) -> None:
    """Print the record of processing (GDPR art. 30) as a page that prints well."""
    with loading.at_work():
        text = _record(language)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text, encoding="utf-8")


@command.command("receipt")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def receipt(file: Path) -> None:
    """Check the receipt of an erasure: exit 0 when this hall signed it and the key is destroyed, else 1."""
    with loading.at_work():
        from unionhall.kernel.privacy import erasures

        try:
            day = erasures.check(file.read_text(encoding="utf-8", errors="replace"))
        except erasures.NotAReceipt as error:
            raise click.ClickException(str(error)) from error
    if day is None:
        raise click.ClickException("The key was not destroyed.")
    click.echo(f"The key was destroyed on {day}.")


def _record(language: str) -> str:
    from django.conf import settings
    from django.utils.translation import override

    from unionhall.kernel.web.context import name
    from unionhall.kernel.web.privacy import record_of_processing

    codes = [code for code, _name in settings.LANGUAGES]
    if language not in codes:
        raise click.BadParameter(f"The hall speaks {', '.join(codes)}.", param_hint="--language")
    with override(language):
        return record_of_processing(name())
