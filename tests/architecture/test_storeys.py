"""The storeys of the house: everything at its top stands in the contract that gives them their order."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from pkgutil import iter_modules

from grimp import build_graph

from tests.architecture.sources import HOUSE, NOT_OURS

CONTRACTS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["tool"]["importlinter"]
ENGINE = ("acting", "declaration", "engine", "entering", "limits", "opening", "verbs")
CIRCLES = (
    ("kernel.people.roles", "kernel.rooms"),  # a room names the type of its roles
    ("kernel.places.models", "kernel.places.querysets"),  # as Django has it
    ("kernel.matters.models", "kernel.matters.querysets"),
    ("instruments.ballot.models", "instruments.ballot.batch"),
    # A verb that is called is made by the engine, which knows verbs.
    tuple(f"kernel.procedures.{name}" for name in ENGINE),
)


def test_every_module_at_the_top_stands_in_the_contract_once() -> None:
    named = [name.strip() for layer in CONTRACTS["contracts"][0]["layers"] for name in layer.split("|")]
    assert sorted(named) == sorted(f"unionhall.{module.name}" for module in iter_modules([str(HOUSE)]))


def test_no_modules_go_in_a_circle_but_these() -> None:
    """Imports inside functions and for types count as well; each circle that may be has its reason."""
    assert {frozenset(circle) for circle in _circles()} == {frozenset(names) for names in CIRCLES}


def _circles() -> Iterator[set[str]]:
    """The modules that reach themselves, each with those on the way there and back."""
    graph = build_graph("unionhall", cache_dir=None)
    ours = {name for name in graph.modules if not NOT_OURS.intersection(name.split("."))}
    for name in sorted(ours):
        reached = graph.find_downstream_modules(name) & graph.find_upstream_modules(name) & ours
        if reached:
            yield {each.removeprefix("unionhall.") for each in (name, *reached)}
