"""Files that come with a move are kept with the matter, and the journal keeps a fingerprint of each."""

from collections.abc import Sequence

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.fingerprints import Fingerprint, fingerprint
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.work import current


def keep(matter: Matter, files: Sequence[CleanFile], actor: Actor) -> list[Fingerprint]:
    """Keep files with the matter; what the journal says of them. Call it inside a move.

    Raises FileRefused where there is no room for them.
    """
    added_by = actor if isinstance(actor, Person) else None
    return [_kept(matter, file, added_by) for file in files]


def _kept(matter: Matter, file: CleanFile, added_by: Person | None) -> Fingerprint:
    """Each is written before the next is asked for, so that the room for all of them is counted."""
    row = storage.keep(matter, file, added_by=added_by)
    current().add(row)
    return fingerprint(matter, row.sha256, f"file {row.uid}")
