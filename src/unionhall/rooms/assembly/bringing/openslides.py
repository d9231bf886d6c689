"""A meeting as OpenSlides 4 exports it: a JSON object of collections, each of rows by their number.

The shape was read off the export of its example meeting; what is missing is taken as empty, and what is of
another type than it should be is refused with its name.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from unionhall.rooms.assembly.bringing.brought import Item, Meeting, NotReadable, Row, Vote
from unionhall.rooms.assembly.bringing.markup import paragraphs

Fields: TypeAlias = Mapping[str, Any]
OPEN = ("common",)  # the types of items that everybody read there
LARGEST = 64 * 1024 * 1024  # bytes
NOT_TAKEN = {
    "gender": "genders: the hall keeps none",
    "personal_note": "personal notes: the hall keeps no notes of one person on others",
    "chat_group": "chats",
    "projector": "projectors and what they show; the hall's projector follows the agenda",
    "theme": "colours",
    "tag": "tags",
    "motion_category": "categories of motions",
    "motion_comment": "comments on motions, which not everybody was to read",
    "motion_change_recommendation": "changes that the committee recommended by line numbers",
    "mediafile": "files, which the export names and doesn't hold",
    "group": "groups and what they may do; who may what is the hall's own",
    "structure_level": "structure levels of persons",
}


def read(content: bytes, *, with_internal: bool = False) -> Meeting:
    """The one meeting of an export; its internal items only where asked for. Raises NotReadable."""
    if len(content) > LARGEST:
        raise NotReadable("The file is larger than any meeting.")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise NotReadable("This is no JSON file.") from fault
    return Export(found, with_internal=with_internal).meeting()


class Export:
    """The collections of one export, by name and number."""

    def __init__(self, found: Any, *, with_internal: bool) -> None:
        if not isinstance(found, dict) or not isinstance(found.get("meeting"), dict):
            raise NotReadable("There is no meeting in it.")
        self.found = found
        meetings = list(self.rows("meeting"))
        if len(meetings) != 1:
            raise NotReadable(f"There are {len(meetings)} meetings in it. Export one at a time.")
        self.own, self.types = meetings[0], (*OPEN, "internal") if with_internal else OPEN
        self.left_out: list[str] = []

    def rows(self, name: str) -> Iterator[Fields]:
        """The rows of a collection, by their number."""
        kept = self.found.get(name, {})
        if not isinstance(kept, dict) or not all(isinstance(each, dict) for each in kept.values()):
            raise NotReadable(f"{name} is no collection of rows.")
        yield from (kept[number] for number in sorted(kept, key=_number))

    def row(self, name: str, number: Any) -> Fields:
        """One row; empty where there is none."""
        kept = self.found.get(name, {})
        found = kept.get(str(number), {}) if isinstance(kept, dict) else {}
        return found if isinstance(found, dict) else {}

    def meeting(self) -> Meeting:
        """The whole, with what is left out."""
        begins_at, ends_at = self._times()
        whole = Meeting(
            name=_text(self.own, "name") or "OpenSlides",
            where=_text(self.own, "location"),
            begins_at=begins_at,
            ends_at=ends_at,
        )
        whole.items = self._items()
        whole.left_out = [*self.left_out, *self._not_taken()]
        return whole

    def _times(self) -> tuple[datetime, datetime]:
        begins_at, ends_at = (_moment(self.own, name) for name in ("start_time", "end_time"))
        if begins_at is None:
            raise NotReadable("The meeting has no day: set its start in OpenSlides and export it again.")
        if ends_at is None or ends_at <= begins_at:
            self.left_out.append("its end, which is missing or before its start: an hour after it is written")
            ends_at = begins_at + timedelta(hours=1)
        return begins_at, ends_at

    def _items(self) -> list[Item]:
        every = sorted(self.rows("agenda_item"), key=lambda row: _number(row.get("weight", 0)))
        rows = [row for row in every if row.get("type", "common") in self.types]
        self.left_out += [self._not_open(row) for row in every if row not in rows]
        index = {str(row.get("id")): number for number, row in enumerate(rows)}
        items = [self._item(row, index.get(str(row.get("parent_id")))) for row in rows]
        listed = {str(row.get("content_object_id")) for row in every}
        more = [row for row in self.rows("motion") if f"motion/{row.get('id')}" not in listed]
        return [*items, *(self._motion(row, None) for row in more)]

    def _not_open(self, row: Fields) -> str:
        kind, _slash, number = str(row.get("content_object_id", "")).partition("/")
        said = "; take it along with --with-internal" if row.get("type") == "internal" else ""
        return f"the item {_named(self.row(kind, number))}, which was {row.get('type')} there{said}"

    def _item(self, row: Fields, parent: int | None) -> Item:
        kind, _slash, number = str(row.get("content_object_id", "")).partition("/")
        make = MAKERS.get(kind)
        about = self.row(kind, number)
        if make is None or not about:
            self.left_out.append(f"what agenda item {row.get('id')} is about: {kind or 'nothing'}")
            return Item(name=f"{row.get('id')}", kind="other", parent=parent)
        item = make(self, about, parent)
        item.spoke = self._spoke(about)
        return item

    def _topic(self, row: Fields, parent: int | None) -> Item:
        return Item(_text(row, "title"), "discussion", parent, paragraphs(_text(row, "text")))

    def _motion(self, row: Fields, parent: int | None) -> Item:
        lead = self.row("motion", row.get("lead_motion_id"))
        block = self.row("motion_block", row.get("block_id"))
        texts = [*paragraphs(_text(row, "text")), *paragraphs(_text(row, "reason"))]
        if changed := _text(row, "modified_final_version"):
            texts += ["—", *paragraphs(changed)]
        if block:
            self.left_out.append(f"that {_named(row)} stood in the block {_text(block, 'title')}")
        state = self.row("motion_state", row.get("state_id"))
        return Item(
            name=_named(row),
            kind="motion",
            parent=parent,
            texts=texts,
            proposed_by=[self._person(each) for each in self._of("motion_submitter", row, "submitter_ids")],
            supported_by=[self._person(each) for each in self._of("motion_supporter", row, "supporter_ids")],
            amends=_named(lead) if lead else "",
            state=_text(state, "name"),
            votes=self._votes(row),
        )

    def _election(self, row: Fields, parent: int | None) -> Item:
        return Item(
            name=_text(row, "title"),
            kind="election",
            parent=parent,
            texts=paragraphs(_text(row, "description")),
            candidates=[
                self._person(each) for each in self._of("assignment_candidate", row, "candidate_ids")
            ],
            state=_text(row, "phase"),
            votes=self._votes(row),
        )

    def _block(self, row: Fields, parent: int | None) -> Item:
        named = [_named(self.row("motion", number)) for number in _list(row, "motion_ids")]
        return Item(_text(row, "title"), "motion", parent, named)

    def _votes(self, row: Fields) -> list[Vote]:
        return [self._vote(each) for each in self._of("poll", row, "poll_ids")]

    def _vote(self, row: Fields) -> Vote:
        title = _text(row, "title")
        options = [*self._of("option", row, "option_ids")]
        general = self.row("option", row.get("global_option_id"))
        rows = [self._row(each, self._answer(each)) for each in options]
        if any(_number(general.get(name, 0)) for name in ("yes", "no", "abstain")):
            rows.append(self._row(general, "*"))
        if any(each.get("user_id") for option in options for each in self._of("vote", option, "vote_ids")):
            self.left_out.append(f"who voted how in the vote {title}: no seat here can be told from it")
        counted = (_count(row, "votesvalid"), _count(row, "votesinvalid"), _count(row, "votescast"))
        is_over = row.get("state") in ("finished", "published")
        self._check(title, counted)
        return Vote(title, is_over, rows, counted)

    def _check(self, title: str, counted: tuple[str, str, str]) -> None:
        valid, invalid, cast = counted
        if all(counted) and _number(valid) + _number(invalid) != _number(cast):
            self.left_out.append(
                f"a right sum in the vote {title}: {valid} valid and {invalid} invalid are not {cast} cast; "
                "the numbers stand as they were written"
            )

    def _row(self, row: Fields, answer: str) -> Row:
        return Row(answer, _count(row, "yes"), _count(row, "no"), _count(row, "abstain"))

    def _answer(self, row: Fields) -> str:
        kind, _slash, number = str(row.get("content_object_id", "")).partition("/")
        if kind == "motion":
            return _named(self.row("motion", number))
        return self._name(self.row("user", number)) if kind == "user" else _text(row, "text")

    def _spoke(self, about: Fields) -> list[str]:
        """Who spoke, in the order in which they did; who only waited is left out, and it is said."""
        listed = self.row("list_of_speakers", about.get("list_of_speakers_id"))
        waited = [*self._of("speaker", listed, "speaker_ids")]
        spoke = [each for each in waited if each.get("begin_time")]
        spoke.sort(key=lambda row: str(row["begin_time"]))
        if rest := len(waited) - len(spoke):
            self.left_out.append(f"{rest} who waited to speak on {_named(about)} and didn't")
        return [self._person(each) for each in spoke]

    def _of(self, name: str, row: Fields, numbers: str) -> Iterator[Fields]:
        """The rows of a collection that another names by their numbers, in the order of their weight."""
        found = [self.row(name, number) for number in _list(row, numbers)]
        yield from sorted((each for each in found if each), key=lambda each: _number(each.get("weight", 0)))

    def _person(self, row: Fields) -> str:
        member = self.row("meeting_user", row.get("meeting_user_id"))
        return self._name(self.row("user", member.get("user_id")))

    def _name(self, user: Fields) -> str:
        parts = [_text(user, "first_name"), _text(user, "last_name")]
        return " ".join(part for part in parts if part) or _text(user, "username") or "?"

    def _not_taken(self) -> Iterator[str]:
        if number := len(list(self.rows("user"))):
            yield f"{number} persons with their addresses and passwords: members stand in the register"
        if any(_text(row, "comment") or _text(row, "about_me") for row in self.rows("meeting_user")):
            yield "comments on persons: the hall keeps no notes on people"
        for name, said in NOT_TAKEN.items():
            if number := len(list(self.rows(name))):
                yield f"{said} ({number})"


MAKERS: dict[str, Callable[[Export, Fields, int | None], Item]] = {
    "topic": Export._topic,
    "motion": Export._motion,
    "assignment": Export._election,
    "motion_block": Export._block,
}


def _text(row: Fields, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _list(row: Fields, name: str) -> list[Any]:
    value = row.get(name)
    return value if isinstance(value, list) else []


def _named(row: Fields) -> str:
    """Number and title of a motion, or the title of anything else."""
    return " ".join(part for part in (_text(row, "number"), _text(row, "title")) if part)


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _count(row: Fields, name: str) -> str:
    """A count as people write it: 2 for 2.000000; empty where none was written, or it is a sign for none."""
    if row.get(name) in (None, ""):
        return ""
    number = _number(row[name])
    return f"{number:g}" if number >= 0 else ""


def _moment(row: Fields, name: str) -> datetime | None:
    """A time of the export: RFC 3339, or seconds since 1970 as older versions write it."""
    value = row.get(name)
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return datetime.fromtimestamp(value, UTC) if isinstance(value, int) and value else None
    except (ValueError, OverflowError, OSError):
        return None
