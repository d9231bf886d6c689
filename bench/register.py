"""How long reading a workbook of many members takes, and how much memory, beside another build."""

import json
import statistics
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

ROWS = 200_000
MIB = 1 << 20
TITLES = ("会员编号", "姓名", "手机", "邮箱", "分会", "入会日期", "语言")
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SCHEMAS = "http://schemas.openxmlformats.org"
MAIN, DOCUMENT = f"{SCHEMAS}/spreadsheetml/2006/main", f"{SCHEMAS}/officeDocument/2006/relationships"
RELATIONS = f"{SCHEMAS}/package/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{SCHEMAS}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KINDS}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KINDS}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
    f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
    f'<Relationship Id="rId1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{DOCUMENT}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}">'
    '<sheets><sheet name="会员" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
}
LAP = """
import json, os, sys, threading, time
from pathlib import Path

os.environ |= {"UNIONHALL_HOME": sys.argv[2], "DJANGO_SETTINGS_MODULE": "unionhall.settings"}
import django
django.setup()
from unionhall.rooms.register.importing.tables import read

def taken():
    parents = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(each.parent.name)] = int(each.read_text().rpartition(")")[2].split()[1])
        except OSError:
            pass
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    total = 0
    for one in ours:
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total

def watch():
    while not done.wait(0.05):
        peaks.append(taken())

done, peaks, before = threading.Event(), [], taken()
watcher = threading.Thread(target=watch)
watcher.start()
begun = time.perf_counter()
with open(sys.argv[1], "rb") as file:
    table = read(file, "members")
seconds = time.perf_counter() - begun
done.set()
watcher.join()
print(json.dumps({"seconds": seconds, "bytes": max(peaks) - before, "rows": len(table.lines)}))
"""


def measure(rounds: int, checkouts: dict[str, Path]) -> dict[str, Any]:
    """Medians over rounds in which each checkout reads the file once; MiB are above an idle process."""
    found: dict[str, Any] = {"rows": ROWS, "rounds": rounds}
    with tempfile.TemporaryDirectory(prefix="unionhall-bench-") as folder:
        file = Path(folder) / "register.xlsx"
        write(file, ROWS)
        laps: dict[str, list[dict[str, float]]] = {name: [] for name in checkouts}
        for _ in range(rounds):
            for name, checkout in checkouts.items():
                command = [str(checkout / ".venv/bin/python"), "-c", LAP, str(file), f"{folder}/home"]
                done = subprocess.run(command, cwd=checkout, stdout=subprocess.PIPE, check=True)
                laps[name].append(json.loads(done.stdout))
    assert all(lap["rows"] == ROWS for each in laps.values() for lap in each)
    for what, unit in (("seconds", 1), ("bytes", MIB)):
        medians = {name: statistics.median(lap[what] for lap in each) / unit for name, each in laps.items()}
        title = "MiB" if what == "bytes" else what
        found |= {f"{title}, {name}": value for name, value in medians.items()}
        if len(medians) == 2:
            ours, others = medians.values()
            found[f"{title}, ratio"] = ours / others
    return found


def write(path: Path, rows: int) -> None:
    """A register as an office keeps it and Excel stores it: seven columns, few branches, days as days."""
    words: dict[str, int] = {}
    lines = [_line(1, [_text(words, title) for title in TITLES])]
    for at in range(rows):
        said = (f"Z{at:07d}", f"王{chr(0x4E00 + at % 9000)}{at % 97}", f"138{at:08d}", f"m{at}@example.org")
        cells = [_text(words, each) for each in (*said, f"分会{at % 40}")]
        lines.append(_line(at + 2, [*cells, f's="1"><v>{37_000 + at % 9000}</v>', _text(words, "中文")]))
    shared = "".join(f"<si><t>{word}</t></si>" for word in words)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in PARTS.items():
            packed.writestr(name, HEAD + content)
        packed.writestr("xl/sharedStrings.xml", f'{HEAD}<sst xmlns="{MAIN}">{shared}</sst>')
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
        packed.writestr("xl/worksheets/sheet1.xml", HEAD + sheet)


def _text(words: dict[str, int], said: str) -> str:
    return f't="s"><v>{words.setdefault(said, len(words))}</v>'


def _line(number: int, cells: list[str]) -> str:
    said = "".join(
        f'<c r="{column}{number}" {cell}</c>' for column, cell in zip("ABCDEFG", cells, strict=True)
    )
    return f'<row r="{number}">{said}</row>'
