"""The parts of an Office Open XML workbook that say how its cells are shown."""

import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import IO, Any

from unionhall.ground.apart import Refused
from unionhall.kernel.sheets.workbooks import kinds, zeros

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


class Package:
    """Where the sheets lie, and which styles of cells write zeros in front.

    Attributes:
        packed: the whole workbook.
        zeros: style → how many digits it shows at least.
    """

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        patterns = enumerate(self._patterns())
        self.zeros = {style: len(each) for style, each in patterns if zeros.PATTERN.fullmatch(each)}

    def sheet(self, name: str) -> IO[bytes]:
        """What the sheet that is called so is written in; Refused where there is none."""
        return self.packed.open(self.part_of(name))

    def part_of(self, name: str) -> str:
        """The name of that part; Refused where there is none."""
        for sheet in _named(self._parsed(WORKBOOK), "sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            if sheet.get("name") == name and relation in self._targets:
                return self._targets[relation]
        raise Refused(kinds.DAMAGED)

    @cached_property
    def _targets(self) -> dict[str, str]:
        """Relation → the part it means; beside them the styles under their own name."""
        found = {}
        for each in _named(self._parsed(RELATIONS), "Relationship"):
            target = str(each.get("Target", "")).lstrip("/")
            target = target if target.startswith("xl/") else f"xl/{target}"
            is_styles = str(each.get("Type", "")).endswith("/styles")
            found["styles" if is_styles else str(each.get("Id"))] = target
        return {key: target for key, target in found.items() if target in self.packed.namelist()}

    def _patterns(self) -> Iterator[str]:
        """Of each style of cells the pattern of its format, where the workbook has one."""
        if "styles" not in self._targets:
            return
        styles = self._parsed(self._targets["styles"])
        patterns = {each.get("numFmtId"): str(each.get("formatCode")) for each in _named(styles, "numFmt")}
        for group in _named(styles, "cellXfs"):
            for each in _named(group, "xf"):
                yield patterns.get(each.get("numFmtId"), "")

    def _parsed(self, part: str) -> Any:
        from defusedxml.ElementTree import fromstring

        with kinds.by_a_library():
            return fromstring(self.packed.read(part))


def _named(node: Any, name: str) -> Iterator[Any]:
    """Everything below that is called so, in whatever namespace: strict workbooks have another."""
    return (each for each in node.iter() if str(each.tag).rpartition("}")[2] == name)
