"""The words of the hall in other languages: found in the source, kept in `.po` files, compiled."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog

from unionhall.catalogs import files, findings, sources
from unionhall.catalogs.sources import Scope

HOUSE = Path(__file__).parent.parent
LANGUAGES = ("zh_Hans", "zh_Hant")


def compile_all() -> int:
    """Compile each file that is newer than its compiled form; how many that were."""
    return sum(files.compile_one(path) for path in sorted(HOUSE.glob("**/locale/*/LC_MESSAGES/django.po")))


def update_all() -> Iterator[Path]:
    """Bring every file in line with the source: new messages come in empty, vanished ones go."""
    for scope in sources.scopes(HOUSE):
        template = sources.extract(scope, HOUSE)
        for language in LANGUAGES if template else ():
            yield files.update(_path(scope, language), template, language)


def unfinished() -> Iterator[str]:
    """One line for each message that is missing, empty, fuzzy, obsolete, has other placeholders, or is said
    otherwise elsewhere in the house.
    """
    scopes = list(sources.scopes(HOUSE))
    for language in LANGUAGES:
        read: dict[str, Catalog] = {}
        for scope in scopes:
            path = _path(scope, language)
            read[str(path.relative_to(HOUSE))] = catalog = files.read(path, language)
            for sentence in findings.find(catalog, sources.extract(scope, HOUSE)):
                yield f"{path.relative_to(HOUSE)}: {sentence}"
        for sentence in findings.find_differing(read):
            yield f"{language}: {sentence}"


def _path(scope: Scope, language: str) -> Path:
    return scope.locale / language / "LC_MESSAGES" / "django.po"
