"""An agreement, and the digest that says which text was agreed on."""

import hashlib
import json
from dataclasses import asdict, dataclass

from unionhall.instruments.papers.kinds import Paper, Party, Promise, Signature

AGREED = ("reference", "version", "title", "parties", "opening", "clauses", "promises")


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One clause; its heading may be empty."""

    text: str
    heading: str = ""


@dataclass(frozen=True, kw_only=True)
class Agreement(Paper):
    """What the parties agreed on, in their own words: the same in every language of the form.

    `drafted` is the digest of the text as it was drafted, where the form around the words is in another
    language here; the paper prints it instead of its own. `is_nameless`: a name that stood in the text was
    erased since, so that nobody can compute the digest from this paper.
    """

    template = "agreement"
    title: str
    version: int
    parties: tuple[Party, ...]
    clauses: tuple[Clause, ...]
    opening: str = ""
    promises: tuple[Promise, ...] = ()
    signatures: tuple[Signature, ...] = ()
    drafted: str = ""
    is_nameless: bool = False

    @property
    def agreed(self) -> bytes:
        """The text that the parties accept, without the day it was printed and who has signed so far.

        UTF-8 JSON with its keys in the order of the alphabet and without blanks between them.
        """
        whole = asdict(self)
        words = {name: whole[name] for name in AGREED}
        return json.dumps(
            words, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
        ).encode()

    @property
    def digest(self) -> str:
        """SHA-256 of `agreed` as it was drafted, in 64 hexadecimal digits."""
        return self.drafted or hashlib.sha256(self.agreed).hexdigest()
