"""What no part of the hall does: work behind a caller's back, or watch people."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from tests.architecture.sources import HOUSE, files, imports, tree

LEARNING = {
    "sklearn",
    "torch",
    "tensorflow",
    "keras",
    "xgboost",
    "lightgbm",
    "catboost",
    "scipy",
    "numpy",
    "pandas",
    "networkx",
    "igraph",
    "gensim",
    "spacy",
    "transformers",
    "sentence_transformers",
    "faiss",
    "annoy",
    "hdbscan",
    "umap",
    "statsmodels",
    "prophet",
    "nltk",
    "jieba",
    "rapidfuzz",
    "dedupe",
    "recordlinkage",
}
BEFORE_AND_AFTER = ("pre_", "post_", "m2m_", "user_logged", "request_")


@pytest.mark.slow("every file of the house is read")
def test_one_writer_makes_all_csv() -> None:
    """It escapes each cell: a file that leaves the hall is opened in a spreadsheet."""
    writing = {_of(path) for path in files() if any(_writes_csv(node) for node in ast.walk(tree(path)))}
    assert {name for name in writing if "/tests/" not in name} == {"kernel/sheets/writing.py"}


def _writes_csv(node: ast.AST) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id="csv"), attr="writer" | "DictWriter"):
            return True
        case ast.ImportFrom(module="csv", names=names):
            return any(each.name in ("writer", "DictWriter") for each in names)
    return False


def test_nothing_happens_by_a_signal() -> None:
    """What follows from an act stands in the act, so that its reader sees it."""
    by_import = [_of(path) for path in files() if any("signals" in name for name in imports(path))]
    by_call = [_of(path) for path in files() if any(_connects(node) for node in ast.walk(tree(path)))]
    assert by_import == by_call == []


def _connects(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="connect", value=ast.Name(id=signal))):
            return signal.startswith(BEFORE_AND_AFTER)
        case ast.Call(func=ast.Name(id="receiver")):
            return True
    return False


def test_nothing_learns_from_people() -> None:
    """A library that clusters, ranks or predicts has no work here."""
    roots = {_of(path): {name.partition(".")[0] for name in imports(path)} for path in files()}
    assert {name: found & LEARNING for name, found in roots.items() if found & LEARNING} == {}


def test_no_model_does_more_than_its_caller_says() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("unionhall.")]
    untouched = {"save": models.Model.save, "delete": models.Model.delete}
    overriding = [
        f"{model.__name__}.{name}"
        for model in ours
        for name, original in untouched.items()
        if getattr(model, name) not in (original, getattr(AbstractBaseUser, name))
    ]
    assert overriding == []


def test_nobody_edits_rows_behind_the_procedures() -> None:
    assert not apps.is_installed("django.contrib.admin")


def test_only_the_kernel_and_the_moves_set_the_state_of_a_matter() -> None:
    """`matter.state = …` is the engine's: a status set elsewhere has no promise, journal or notice.

    Taking back goes wherever the matter was before.
    """
    setting = {
        _of(path)
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr == "state"
    }
    those = ("engine.py", "opening.py", "customs/taking_back.py")
    assert setting <= {f"kernel/procedures/{each}" for each in those}


def test_a_room_makes_no_digest_that_can_be_tried_out() -> None:
    """Of what people write the kernel makes fingerprints; these digest secrets drawn by chance, what every
    member reads, and marks of support with the hall's own secret, which lies in no table.
    """
    rooms = {_of(path): {name.partition(".")[0] for name in imports(path)} for path in files()}
    digesting = {
        name for name, roots in rooms.items() if name.startswith("rooms/") and roots & {"hashlib", "hmac"}
    }
    read_by_all = (
        "archive/verification.py",
        "archive/writing.py",
        "minutes/drafting.py",
    )
    by_chance = {
        "rooms/desk/open311/models.py",
        "rooms/mediation/agenda/feeds.py",
        "rooms/assembly/meeting/wall.py",
    }
    assert digesting == {
        *by_chance,
        "rooms/assembly/between/supporting.py",
        *(f"rooms/assembly/{each}" for each in read_by_all),
    }


def _of(path: Path) -> str:
    return str(path.relative_to(HOUSE))
