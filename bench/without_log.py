"""The hall as if the reading of a matter were not written down: for a comparison, never for members.

`python -m bench.without_log run --no-demo` is `unionhall run --no-demo` with this module's application.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unionhall.environment import Environment
    from unionhall.running.supervisor import Child


def write_nothing(*_given: object, **_named: object) -> None:
    """In the place of `record_matter`."""


def main() -> None:
    from unionhall.cli import hall
    from unionhall.commands import run
    from unionhall.running.opening import web_server

    def without_log(environment: "Environment") -> "Child":
        child = web_server(environment)
        child.command = [*child.command[:-1], "bench.without_log:application"]
        return child

    run.web_server = without_log  # type: ignore[attr-defined]
    hall()


def __getattr__(name: str) -> Any:
    """What the web server's processes load."""
    if name != "application":
        raise AttributeError(name)
    from unionhall.wsgi import application

    from unionhall.kernel.web import matters  # isort: skip  (needs what the line above sets up)

    matters.record_matter = write_nothing  # type: ignore[attr-defined]
    return application


if __name__ == "__main__":
    main()
