"""The hall as if the reading of a matter were not written down: for a comparison, never for members.

`python -m bench.without_log run --no-demo` is `unionhall run --no-demo` without it.
"""

from typing import TYPE_CHECKING

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
        from unionhall.kernel.web import matters

        matters.record_matter = write_nothing  # type: ignore[attr-defined]
        return web_server(environment)

    run.web_server = without_log  # type: ignore[attr-defined]
    hall()


if __name__ == "__main__":
    main()
