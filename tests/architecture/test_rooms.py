"""A room is one folder of known parts, and knows no other room."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field

from tests.architecture.sources import HOUSE, imports, rooms, tree
from unionhall.kernel import contract
from unionhall.kernel import rooms as kernel_rooms

STOREYS = ("kernel", "instruments", "rooms")
WEB = ("django.http", "django.shortcuts", "django.views", "django.forms", "unionhall.kernel.web")
paths = rooms()
ids = [path.name for path in paths]


@pytest.mark.parametrize("room", paths, ids=ids)
def test_a_room_declares_itself_in_apps(room: Path) -> None:
    declared = [node for node in tree(room / "apps.py").body if isinstance(node, ast.ClassDef)]
    assert len(declared) == 1
    assert not any(name.endswith(".models") for name in imports(room / "apps.py"))


@pytest.mark.parametrize("room", paths, ids=ids)
def test_a_loose_module_is_a_part_that_every_room_may_have(room: Path) -> None:
    """What a room needs beyond that is a folder of its own, such as an importer."""
    assert {path.stem for path in room.glob("*.py")} <= {"__init__", *contract.MODULES}


@pytest.mark.parametrize("room", paths, ids=ids)
def test_a_folder_says_what_it_is_and_its_modules_do_it(room: Path) -> None:
    """Only what the hall calls in a folder of that name stands in its `__init__`."""
    called = {name for each in contract.CALLED for name in contract.hooks(each)}
    made = {
        f"{path.relative_to(room)} makes {node.name}"
        for path in room.rglob("__init__.py")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name not in called
    }
    assert made == set()


@pytest.mark.parametrize("room", paths, ids=ids)
def test_models_write_nothing_by_themselves(room: Path) -> None:
    functions = [
        node.name
        for path in _files(room, "models")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
    ]
    assert functions
    assert {"save", "delete"}.isdisjoint(functions)


@pytest.mark.parametrize("room", paths, ids=ids)
def test_a_procedure_knows_no_page_and_no_form(room: Path) -> None:
    assert _imported(room, "procedure", WEB) == []


@pytest.mark.parametrize("room", paths, ids=ids)
def test_a_form_writes_nothing(room: Path) -> None:
    called = {
        node.func.attr
        for path in _files(room, "forms")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called.isdisjoint({"save", "create", "bulk_create", "get_or_create", "update_or_create", "delete"})


@pytest.mark.parametrize("room", paths, ids=ids)
def test_a_room_reaches_no_other_by_import(room: Path) -> None:
    own = f"unionhall.rooms.{room.name}"
    foreign = [
        name
        for path in room.rglob("*.py")
        for name in imports(path)
        if name.startswith("unionhall.rooms.") and not f"{name}.".startswith(f"{own}.")
    ]
    assert foreign == []


def test_nothing_below_the_rooms_names_a_room() -> None:
    labels = {room.label for room in kernel_rooms.rooms()}
    naming = [
        f"{path.relative_to(HOUSE)} names {node.value}"
        for part in ("kernel", "instruments", "commands", "catalogs")
        for path in (HOUSE / part).rglob("*.py")
        if "tests" not in path.parts and "skeleton" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value in labels and node not in _back_names(tree(path))
    ]
    assert naming == []


def _back_names(module: ast.Module) -> set[ast.expr]:
    """What relations call their rows from the other side: a person's offices are not the room of offices."""
    keywords = (node for node in ast.walk(module) if isinstance(node, ast.keyword))
    return {keyword.value for keyword in keywords if keyword.arg == "related_name"}


def test_no_row_of_a_room_points_into_another() -> None:
    """A relation by name passes the import contracts unseen."""
    crossing = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, Field)
        and field.related_model
        and _is_out_of_reach(model._meta.app_label, field.related_model._meta.app_label)
    ]
    assert crossing == []


def test_no_migration_of_a_room_waits_for_another_room() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    crossing = [
        f"{label}.{name} waits for {other}"
        for (label, name), migration in loader.disk_migrations.items()
        for other, _name in migration.dependencies
        if _is_out_of_reach(label, other)
    ]
    assert crossing == []


def test_each_room_has_a_letter_of_its_own() -> None:
    letters = [room.letter for room in kernel_rooms.rooms()]
    assert len(letters) == len(set(letters))


def test_each_room_has_its_procedure_under_its_own_name() -> None:
    from unionhall.kernel.procedures.declaration import procedures

    labels = {room.label for room in kernel_rooms.rooms()}
    assert {procedure.name for procedure in procedures()} <= labels


def _files(room: Path, part: str) -> list[Path]:
    folder, file = room / part, room / f"{part}.py"
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [file] if file.exists() else []


def _imported(room: Path, part: str, unwanted: tuple[str, ...]) -> list[str]:
    return [name for path in _files(room, part) for name in imports(path) if name.startswith(unwanted)]


def _storey(label: str) -> str:
    """Where an app of ours stands: rooms, instruments or kernel; "" for one of others."""
    name = apps.get_app_config(label).name
    return next((each for each in STOREYS if name.startswith("unionhall") and f".{each}." in f"{name}."), "")


def _is_out_of_reach(label: str, other: str) -> bool:
    """Whether one app may not point to another: upwards, or sideways to another room or instrument."""
    if label == other or not {label, other} <= set(apps.app_configs):
        return False
    mine, theirs = _storey(label), _storey(other)
    if not mine or not theirs:
        return False
    return STOREYS.index(theirs) > STOREYS.index(mine) or mine == theirs != "kernel"
