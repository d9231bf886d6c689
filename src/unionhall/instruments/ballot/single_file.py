"""The booth as one HTML file: a browser loads no modules from a file, so all of them stand in one script.

The modules are kept as they are, each in a function of its own and in the order of their imports; only the
`import` and `export` words are rewritten. The same modules give the same file, byte for byte, so anybody can
make it again and compare.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

MODULES = Path(__file__).parent / "static" / "ballot"

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
LEFT = re.compile(r"^\s*(?:import|export)\b|^(?!\s*(?:\*|/\*|//)).*\bimport(?:\(|\.meta)", re.MULTILINE)
WAITING = re.compile(r"^(?!async |\s|/|\*).*\bawait\b", re.MULTILINE)  # a function that is not async can't
CLOSING = re.compile(r"</script|<!--", re.IGNORECASE)


class NotInlinable(ValueError):
    """A module is written in a way that can't be put into one script; says which and why."""


@dataclass(frozen=True)
class Document:
    """What the file shows: `body` is HTML, `style` is CSS, `held` what the module `held.js` finds by name."""

    title: str
    body: str
    language: str = "en"
    direction: str = "ltr"
    style: str = ""
    held: Mapping[str, bytes] = field(default_factory=dict)


def module_hashes(folder: Path = MODULES) -> dict[str, str]:
    """The SHA-256 of each module's file in hexadecimal, by file name, in alphabetical order."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.glob("*.js"))}


def single_file(entry: str, document: Document, folder: Path = MODULES) -> str:
    """The document with the module `entry` (a file name in `folder`) and all that it imports.

    Its content policy allows this one script and style by their hashes, and no connection to anywhere.
    Raises NotInlinable.
    """
    script = "\n" + "\n".join(_wrapped(path) for path in _in_order(folder / entry)) + "\n"
    style = f"\n{document.style}\n"
    return f"""<!doctype html>
<html lang="{escape(document.language)}" dir="{escape(document.direction)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(document.title)}</title>
<style>{style}</style>
</head>
<body>
{document.body}
{_all_kept(document.held)}<script type="module">{script}</script>
</body>
</html>
"""


def _in_order(entry: Path) -> list[Path]:
    """The module and all that it imports, each after what it imports itself."""
    order: list[Path] = []
    _visit(entry, (), order)
    return order


def _visit(path: Path, above: tuple[Path, ...], order: list[Path]) -> None:
    if path in above:
        raise NotInlinable(f"{path.name} imports itself by way of others")
    if path not in order:
        for needed in _imported(path):
            _visit(needed, (*above, path), order)
        order.append(path)


def _imported(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{found[2]}.js") for found in IMPORT.finditer(path.read_text("utf-8")))


def _wrapped(path: Path) -> str:
    """One module as a constant whose value is what it exports."""
    source = path.read_text("utf-8")
    exported = EXPORT.findall(source)
    body = EXPORT.sub("", IMPORT.sub(_as_constants, source))
    if any(found := [each for each in (LEFT, WAITING, CLOSING) if each.search(body)]):
        raise NotInlinable(f"{path.name} holds what can't stand in one script: {found[0].pattern}")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    head = f"// {path.name} sha256:{digest}\nconst ${path.stem} = (() => {{\n"
    return f"{head}{body}return {{ {', '.join(exported)} }};\n}})();"


def _as_constants(found: re.Match[str]) -> str:
    """`import { a, b as c } from "./d.js";` as `const { a, b: c } = $d;`."""
    names = re.sub(r"\s+as\s+", ": ", found[1])
    return f"const {{ {' '.join(names.split())} }} = ${found[2]};\n"


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _all_kept(held: Mapping[str, bytes]) -> str:
    return "".join(_kept(name, held[name]) for name in sorted(held))


def _kept(name: str, content: bytes) -> str:
    return (
        f'<script type="text/plain" id="held-{escape(name)}">{base64.b64encode(content).decode()}</script>\n'
    )
