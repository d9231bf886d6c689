"""The file of a case that somebody takes to arbitration or to a court."""

from dataclasses import dataclass
from datetime import date

from unionhall.instruments.papers.kinds import Paper, Party, Signature, Text


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened on a day."""

    on: date
    what: Text


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One piece of evidence: what, from whom, what it shows, its pages, and the SHA-256 of its file."""

    name: Text
    source: Text = ""
    shows: Text = ""
    pages: int | None = None
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseFile(Paper):
    """Parties, claims, facts, timeline and evidence of one case, addressed to the body that decides.

    `particulars` are labels and values: days, and how to reach somebody. `agreement` is what was agreed on
    before, and what became of it, in paragraphs.
    """

    template = "case_file"
    to: Text
    parties: tuple[Party, ...]
    claims: tuple[Text, ...]
    facts: tuple[Text, ...]
    particulars: tuple[tuple[Text, Text], ...] = ()
    agreement: tuple[Text, ...] = ()
    timeline: tuple[Event, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    signatures: tuple[Signature, ...] = ()
