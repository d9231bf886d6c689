"""The questions of an election, its key and its name."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from unionhall.instruments.ballot.belenios import canonical, groups, hashing
from unionhall.instruments.ballot.belenios.errors import Invalid, Unreadable
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.powers import Powers

_UUID = re.compile(r"[1-9A-HJ-NP-Za-km-z]{14,64}")
MOST_ANSWERS = 1000


@dataclass(frozen=True)
class Question:
    """Choose from `least` to `most` of the answers; with `blank`, choice 0 says "none of it" instead."""

    text: str
    answers: tuple[str, ...]
    least: int
    most: int
    blank: bool = False

    @property
    def choices(self) -> int:
        """How many ciphertexts it takes: one an answer, and the blank one before them."""
        return len(self.answers) + self.blank


@dataclass(frozen=True)
class Election:
    """One election as `read` gives it; `raw` are its bytes in the archive, which the fingerprint hashes."""

    group: Group
    uuid: str
    name: str
    questions: tuple[Question, ...]
    public_key: int
    raw: bytes

    @cached_property
    def fingerprint(self) -> str:
        """Base64Compact of the bytes as archived: every ballot and proof names it."""
        return hashing.compact(self.raw)

    @cached_property
    def key(self) -> Powers:
        """Powers of the public key."""
        return self.group.powers(self.public_key)


def write(
    group: Group,
    public_key: int,
    *,
    uuid: str,
    name: str,
    description: str,
    questions: tuple[Question, ...],
    roles: tuple[str, str] | None = None,
) -> bytes:
    """The bytes of an election of version 1; `roles` names the administrator and the credential authority.

    Belenios specification 2.0, "Election". `uuid` has 14 or more characters of base 58.
    """
    named = {"administrator": roles[0], "credential_authority": roles[1]} if roles else {}
    return canonical.write(
        {"version": 1, "description": description, "name": name, "group": group.name}
        | {"public_key": str(public_key), "questions": [_shown(question) for question in questions]}
        | {"uuid": uuid}
        | named
    )


def read(raw: bytes) -> Election:
    """The election in these bytes.

    Belenios specification 2.0, "Election". Unreadable for another version, group or kind of question; Invalid
    `election` for questions that nobody could answer, `subgroup` for a key outside the group.
    """
    value = canonical.read(raw)
    if isinstance(value, dict) and value.get("version") != 1:
        raise Unreadable("the election is of another version than 1")
    _, description, name, group_name, key, questions, uuid, *others = canonical.fields(
        value,
        *("version", "description", "name", "group", "public_key", "questions", "uuid"),
        *("administrator?", "credential_authority?"),
    )
    for text in (description, name, *(other for other in others if other is not None)):
        canonical.text(text, "a name or description of the election")
    if not _UUID.fullmatch(canonical.text(uuid, "the uuid")):
        raise Invalid("election", "the uuid is not one")
    group = groups.named(group_name)
    asked = tuple(_question(question) for question in canonical.items(questions, "the list of questions"))
    return Election(group, uuid, name, asked, group.member(key, "the public key of the election"), raw)


def _shown(question: Question) -> dict[str, Any]:
    blank = {"blank": True} if question.blank else {}
    return (
        {"answers": list(question.answers)}
        | blank
        | {"min": question.least, "max": question.most, "question": question.text}
    )


def _question(value: Any) -> Question:
    if isinstance(value, dict) and "type" in value:
        raise Unreadable("only homomorphic questions are supported")
    answers, blank, least, most, text = canonical.fields(value, "answers", "blank?", "min", "max", "question")
    found = Question(
        canonical.text(text, "a question"),
        tuple(
            canonical.text(answer, "an answer") for answer in canonical.items(answers, "a list of answers")
        ),
        canonical.count(least, "the least number of answers"),
        canonical.count(most, "the largest number of answers"),
        bool(blank),
    )
    if blank not in (None, True, False):
        raise Invalid("fields", "blank is neither true nor false")
    if not found.least <= found.most <= len(found.answers) <= MOST_ANSWERS:
        raise Invalid("election", "a question asks for more answers than there are")
    return found
