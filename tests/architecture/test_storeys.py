"""The storeys of the house: everything at its top stands in the contract that gives them their order."""

import tomllib
from pathlib import Path
from pkgutil import iter_modules

from tests.architecture.sources import HOUSE

CONTRACTS = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["tool"]["importlinter"]


def test_every_module_at_the_top_stands_in_the_contract_once() -> None:
    named = [name.strip() for layer in CONTRACTS["contracts"][0]["layers"] for name in layer.split("|")]
    assert sorted(named) == sorted(f"unionhall.{module.name}" for module in iter_modules([str(HOUSE)]))
