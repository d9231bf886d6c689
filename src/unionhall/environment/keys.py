"""What the operator sets about keys: where those of matters and persons lie, and what locks them up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unionhall.environment.variables import WrongSetting
from unionhall.ground import secret_files

SHORTEST = 32  # characters of a union key
FACTORY = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


@dataclass(frozen=True)
class Keys:
    """`store`, `copies` and `counts`, where tries are counted, are folders. `union_keys` are those of the
    environment, the newest first; empty where they stand in `file`. `service` names what locks keys up
    elsewhere, as `package.module:function`.
    """

    store: Path
    copies: Path
    file: Path
    counts: Path
    union_keys: tuple[str, ...] = field(default=(), repr=False)
    service: str = ""


def read_keys(variables: Mapping[str, str], home: Path) -> Keys:
    """The settings in `variables`; raises WrongSetting. Makes the file of the union key on first use."""
    keys = Keys(
        store=_folder(variables, "UNIONHALL_KEYS", home / "keys"),
        copies=_folder(variables, "UNIONHALL_KEY_COPIES", home / "key_copies"),
        file=_folder(variables, "UNIONHALL_UNION_KEY_FILE", home / "union_key"),
        counts=_folder(variables, "UNIONHALL_COUNTS", home / "counts"),
        union_keys=_union_keys(variables),
        service=_service(variables),
    )
    if not (keys.union_keys or keys.service or keys.store.exists()):
        _make(keys.file)
    return keys


def _make(file: Path) -> None:
    """A union key for a hall without keys; where keys are, a lost one must not be replaced silently."""
    try:
        secret_files.read_or_create(file)
    except OSError as error:
        raise WrongSetting(f"UNIONHALL_UNION_KEY_FILE: {file} can't be read: {error.strerror}.") from error


def _folder(variables: Mapping[str, str], name: str, default: Path) -> Path:
    path = Path(variables.get(name) or default)
    if not path.is_absolute():
        raise WrongSetting(f"{name} must be a full path, not {str(path)!r}.")
    return path


def _union_keys(variables: Mapping[str, str]) -> tuple[str, ...]:
    keys = tuple((variables.get("UNIONHALL_UNION_KEY") or "").split())
    if any(len(key) < SHORTEST for key in keys):
        raise WrongSetting(f"UNIONHALL_UNION_KEY must have at least {SHORTEST} characters.")
    return keys


def _service(variables: Mapping[str, str]) -> str:
    name = variables.get("UNIONHALL_KEY_SERVICE") or ""
    if name and not FACTORY.fullmatch(name):
        raise WrongSetting(f"UNIONHALL_KEY_SERVICE must look like package.module:function, not {name!r}.")
    return name
