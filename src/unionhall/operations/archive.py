"""A backup as one file: a tar of the database's dump and the attached files, ended by what is in it.

The list stands last, so that an archive that was cut off has none; it names each member with its digest, and
is signed by the key that signs the journal's heads: nobody makes themselves an officer by writing a file.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from unionhall.ground import signatures

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
FILES = "files"
PIECE = 1 << 20
CONTEXT = b"unionhall-backup-1."
Keep = Callable[[IO[bytes], str], str]  # what is done with a member's content; its digest


class BadArchive(Exception):
    """This is no backup, or not all of it, or not what was put in; the message is for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What is in a backup and what it was made from; `files`: whether those lay `here` or in a `bucket`.

    `signed_by` is the public key that it was signed with, empty in a backup of before there were signatures.
    """

    made_at: str
    unionhall: str
    postgresql: int
    migrations: list[str]
    roles: dict[str, str]
    secret_key: str
    tables: dict[str, int]
    files: str
    members: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT
    signed_by: str = ""
    signature: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether the signature is that of the key it names; whose key that is, is another question."""
        return signatures.is_signed(self.signed_part(), self.signature, self.signed_by)

    def signed_part(self) -> bytes:
        """The bytes that are signed."""
        said = {name: value for name, value in asdict(self).items() if name != "signature"}
        return CONTEXT + json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def write(
    target: Path, manifest: Manifest, dump: Path, files: Iterable[Path], key: Ed25519PrivateKey
) -> Manifest:
    """Pack a backup into `target`, and return the manifest with the digests of its members, signed."""
    with tarfile.open(target, "w", format=tarfile.PAX_FORMAT) as tar:
        _add(tar, manifest, dump, DUMP)
        for path in files:
            _add(tar, manifest, path, f"{FILES}/{path.parent.name}/{path.name}")
        manifest = _signed(manifest, key)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        tar.addfile(_header(MANIFEST, len(text)), io.BytesIO(text))
    with target.open("rb") as file:
        os.fsync(file.fileno())
    return manifest


def unpack(archive: Path, folder: Path) -> Manifest:
    """Unpack a backup into an empty folder and compare each member with its digest; raises BadArchive."""
    return _read_all(archive, lambda content, name: _copy(content, folder / name))


def check(archive: Path) -> Manifest:
    """Compare each member of a backup with its digest and keep none of it; raises BadArchive."""
    return _read_all(archive, lambda content, _name: _digest(content))


def _read_all(archive: Path, keep: Keep) -> Manifest:
    seen: dict[str, str] = {}
    listed = b""
    try:
        with tarfile.open(archive, "r:*") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isreg() and _is_safe(member.name) else None
                if content is None:
                    raise BadArchive(f"{archive.name} has {member.name!r} in it, which no backup has.")
                if member.name == MANIFEST:
                    listed = content.read()
                else:
                    seen[member.name] = keep(content, member.name)
    except (tarfile.TarError, EOFError, OSError) as error:
        why = str(error).partition("\n")[0]
        raise BadArchive(f"{archive} can't be read: {why}") from error
    manifest = _read(listed, archive.name)
    _compare(manifest.members, seen)
    return manifest


def _signed(manifest: Manifest, key: Ed25519PrivateKey) -> Manifest:
    named = replace(manifest, signed_by=signatures.public_text(key))
    return replace(named, signature=signatures.text(key.sign(named.signed_part())))


def _add(tar: tarfile.TarFile, manifest: Manifest, path: Path, name: str) -> None:
    """Put one file in, reading it once: its digest is of the very bytes that are written."""
    with path.open("rb") as file:
        reading = _Digesting(file)
        tar.addfile(_header(name, os.fstat(file.fileno()).st_size), reading)
    manifest.members[name] = reading.digest.hexdigest()


class _Digesting:
    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size, header.mode = size, 0o600
    return header


def _is_safe(name: str) -> bool:
    """`manifest.json`, `database.dump` or `files/ab/abcd…`, and nothing that leads out of the folder."""
    parts = PurePosixPath(name).parts
    if name in (MANIFEST, DUMP):
        return True
    return len(parts) == 3 and parts[0] == FILES and ".." not in parts and "/".join(parts) == name


def _copy(content: IO[bytes], target: Path) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        return _digest(content, file)


def _digest(content: IO[bytes], file: IO[bytes] | None = None) -> str:
    """The digest of all of it, which goes into the file, if there is one, on the way."""
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
        if file:
            file.write(piece)
    return digest.hexdigest()


def _read(listed: bytes, name: str) -> Manifest:
    if not listed:
        raise BadArchive(f"{name} is not whole: its list is missing.")
    try:
        manifest = Manifest(**json.loads(listed))
    except (TypeError, ValueError) as error:
        raise BadArchive(f"{name} is no backup of a hall, or of a newer one than this.") from error
    if manifest.format != FORMAT:
        raise BadArchive(f"{name} is a backup of a newer hall than this.")
    return manifest


def _compare(members: dict[str, str], seen: dict[str, str]) -> None:
    if wrong := sorted(name for name in {*members, *seen} if members.get(name) != seen.get(name)):
        raise BadArchive(f"The backup is damaged: {wrong[0]} and {len(wrong) - 1} others are not as listed.")
