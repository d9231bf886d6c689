"""Reading, writing and compiling `.po` files."""

import os
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

# Dates and names of programs in the header would change a file whose messages are the same.
NOISE = (b"POT-Creation-Date", b"PO-Revision-Date", b"Generated-By", b"Last-Translator", b"Language-Team")


def read(path: Path, language: str) -> Catalog:
    """The catalog in a file; an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(path: Path, template: Catalog, language: str) -> Path:
    """Bring one file in line with the messages of the source, keeping its translations."""
    catalog = read(path, language)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.header_comment = "# The words of unionhall."
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_text(catalog))
    return path


def compile_one(path: Path) -> bool:
    """Compile a file unless its compiled form is as new; whether it was done."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
        return False
    draft = target.with_suffix(f".{os.getpid()}")
    with path.open("rb") as source, draft.open("wb") as compiled:
        write_mo(compiled, read_po(source, locale=path.parent.parent.name))
    draft.replace(target)
    return True


def _text(catalog: Catalog) -> bytes:
    whole = BytesIO()
    write_po(whole, catalog, width=100, ignore_obsolete=True, include_lineno=False, sort_by_file=True)
    lines = whole.getvalue().splitlines(keepends=True)
    kept = b"".join(line for line in lines if not line.lstrip(b'"').startswith(NOISE))
    return kept.rstrip(b"\n") + b"\n"  # an editor takes the empty line at the end away, and it came again
