"""Rule packs."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import unionhall.rooms
from unionhall.kernel.procedures.rules import Rule, RuleError, RuleSet, UnknownRule, load

TODAY = date(2026, 11, 19)
DESK = Path(next(iter(unionhall.rooms.__path__))) / "desk" / "rules"

Write = Callable[..., Path]


def row(key: str = "choir.answer", /, **fields: object) -> str:
    """A [[rule]] that is right but for what a test changes; a field of None is left out."""
    given = {
        "key": key,
        "amount": 3,
        "unit": "days",
        "source": "the union's own default",
        "source_kind": "own",
    }
    written = {name: value for name, value in (given | fields).items() if value is not None}
    lines = [
        f"{name} = {value if isinstance(value, date) else json.dumps(value)}"
        for name, value in written.items()
    ]
    return "\n".join(["[[rule]]", *lines, ""])


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a pack into the folder of a room and give the folder."""

    def writing(pack: str, *rows: str, room: str = "choir") -> Path:
        folder = tmp_path / room
        folder.mkdir(exist_ok=True)
        (folder / f"{pack}.toml").write_text("\n".join(rows), encoding="utf-8")
        return folder

    return writing


def test_a_rule_is_read_with_its_source(write: Write) -> None:
    rule = load("generic", [write("generic", row(amount=5, unit="working_days"))]).get(
        "choir.answer", on=TODAY
    )
    assert (rule.amount, rule.unit, rule.source_kind) == (5, "working_days", "own")
    assert rule.source == "the union's own default"
    assert rule.pausable


def test_each_folder_adds_its_rules(write: Write) -> None:
    folders = [write("generic", row()), write("generic", row("band.answer"), room="band")]
    assert set(load("generic", folders).at(TODAY)) == {"choir.answer", "band.answer"}


def test_a_folder_without_packs_is_passed_over(write: Write, tmp_path: Path) -> None:
    assert load("generic", [tmp_path / "none", write("generic", row())]).get("choir.answer", on=TODAY)


def test_a_jurisdiction_is_laid_over_the_generic_pack(write: Write) -> None:
    write("generic", row(), row("choir.silence"))
    folder = write("cn", row(amount=15))
    rules = load("cn", [folder])
    assert rules.get("choir.answer", on=TODAY).amount == 15
    assert rules.get("choir.answer", on=TODAY).pack == "cn"
    assert rules.get("choir.silence", on=TODAY).pack == "generic"
    assert load("generic", [folder]).get("choir.answer", on=TODAY).amount == 3


def test_a_region_is_laid_over_its_country(write: Write) -> None:
    write("generic", row(amount=1), row("choir.silence", amount=1), row("choir.appeal", amount=1))
    write("cn", row(amount=2), row("choir.silence", amount=2))
    rules = load("cn-zj", [write("cn-zj", row(amount=3))]).at(TODAY)
    amounts = [rules[key].amount for key in ("choir.answer", "choir.silence", "choir.appeal")]
    assert amounts == [3, 2, 1]


def test_before_a_law_is_in_force_the_generic_rule_holds(write: Write) -> None:
    write("generic", row(amount=3))
    rules = load("cn", [write("cn", row(**{"amount": 15, "from": date(2019, 4, 23)}))])
    assert rules.get("choir.answer", on=date(2019, 4, 22)).amount == 3
    assert rules.get("choir.answer", on=date(2019, 4, 23)).amount == 15
    assert rules.at(date(2019, 4, 22))["choir.answer"].amount == 3


def test_a_row_holds_on_its_first_and_on_its_last_day(write: Write) -> None:
    old = row(amount=3, until=date(2019, 12, 31))
    new = row(**{"amount": 4, "from": date(2020, 1, 1)})
    rules = load("generic", [write("generic", new, old)])
    assert rules.get("choir.answer", on=date(2019, 12, 31)).amount == 3
    assert rules.get("choir.answer", on=date(2020, 1, 1)).amount == 4


def test_a_key_that_nobody_wrote_is_refused_in_a_sentence(write: Write) -> None:
    rules = load("generic", [write("generic", row(**{"from": date(2020, 1, 1)}))])
    with pytest.raises(UnknownRule) as refusal:
        rules.get("choir.answer", on=date(2019, 12, 31))
    assert str(refusal.value) == "No rule 'choir.answer' holds on 2019-12-31 in the pack 'generic'."
    assert isinstance(refusal.value, KeyError)


def test_rows_of_one_key_must_not_overlap(write: Write) -> None:
    rows = row(until=date(2020, 1, 1)), row(**{"from": date(2020, 1, 1)})
    with pytest.raises(RuleError, match=r"generic\.toml: choir\.answer: from"):
        load("generic", [write("generic", *rows)])


def test_two_rooms_must_not_write_the_same_rule(write: Write) -> None:
    folders = [write("generic", row()), write("generic", row(), room="band")]
    with pytest.raises(RuleError, match=r"choir\.answer: from"):
        load("generic", folders)


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("key", {"key": None}),
        ("amount", {"amount": 0}),
        ("amount", {"amount": True}),
        ("amount", {"amount": "five"}),
        ("amount", {"amount": None}),
        ("amount", {"amount": -1, "kind": "number"}),
        ("parts", {"kind": "number", "parts": 0}),
        ("unit", {"unit": "fortnights"}),
        ("unit", {"unit": None}),
        ("unit", {"unit": ["days"]}),
        ("source", {"source": " "}),
        ("source", {"source": None}),
        ("source_kind", {"source_kind": "rumour"}),
        ("kind", {"kind": "wish"}),
        ("denominator", {"denominator": 3}),
        ("pausable", {"pausable": "yes"}),
        ("moved_by", {"moved_by": "Choir law §4", "unit": "hours"}),
        ("moved_by", {"moved_by": " ", "unit": "days"}),
        ("from", {"from": "2019-04-23"}),
        ("until", {"from": date(2020, 1, 1), "until": date(2019, 1, 1)}),
        ("colour", {"colour": "red"}),
    ],
)
def test_a_mistake_is_named_by_file_key_and_field(
    write: Write, field: str, fields: dict[str, object]
) -> None:
    key = "a rule without a key" if field == "key" else "choir.answer"
    with pytest.raises(RuleError) as refusal:
        load("generic", [write("generic", row(**fields))])
    assert f"generic.toml: {key}: {field}: " in str(refusal.value)


@pytest.mark.parametrize("text", ["[[rule", "[rule]\nkey = 'choir.answer'", "title = 'ours'", "rule = [1]"])
def test_a_file_that_is_no_rule_pack_is_refused(write: Write, text: str) -> None:
    with pytest.raises(RuleError, match=r"generic\.toml"):
        load("generic", [write("generic", text)])


def test_a_jurisdiction_that_no_folder_knows_is_refused(write: Write) -> None:
    with pytest.raises(RuleError, match="atlantis"):
        load("atlantis", [write("generic", row())])


def test_a_number_can_be_a_share_of_something(write: Write) -> None:
    quorum = row(kind="number", amount=2, parts=3, unit="share", denominator="present")
    rule = load("generic", [write("generic", quorum)]).get("choir.answer", on=TODAY)
    assert (rule.amount, rule.parts, rule.denominator) == (2, 3, "present")


def test_a_kept_set_reads_back_the_same(write: Write) -> None:
    dated = row("choir.silence", **{"from": date(2019, 4, 23), "until": date(2030, 1, 1)})
    rules = load("generic", [write("generic", row(), dated)])
    kept = json.loads(json.dumps(rules.to_json()))
    assert RuleSet.from_json(kept) == rules
    assert RuleSet.from_json(dict(reversed(kept.items()))).digest == rules.digest


def test_the_digest_changes_with_any_rule(write: Write) -> None:
    first = load("generic", [write("generic", row())]).digest
    assert len(first) == 64
    assert load("generic", [write("generic", row())]).digest == first
    assert load("generic", [write("generic", row(amount=4))]).digest != first


def test_a_rule_reads_back_the_same() -> None:
    rule = Rule(key="choir.answer", amount=3, unit="days", source="§3", source_kind="law", from_on=TODAY)
    assert Rule.from_json(json.loads(json.dumps(rule.to_json()))) == rule


@pytest.mark.parametrize("pack", ["generic", "cn"])
def test_the_desk_has_every_rule_it_needs_on_every_day(pack: str) -> None:
    needed = "acceptance completion completion_extension again misrouted_return escalated callback"
    needed += " member_reminder member_silence appeal_answer keep"
    for day in (date(2011, 1, 1), TODAY):
        assert set(load(pack, [DESK]).at(day)) == {f"desk.{name}" for name in needed.split()}


def test_the_desk_of_china_quotes_its_law() -> None:
    rule = load("cn", [DESK]).get("desk.callback", on=TODAY)
    assert (rule.amount, rule.unit, rule.source_kind) == (1, "working_days", "law")
    assert "§§50, 52" in rule.source


def test_a_misrouted_request_goes_back_within_hours_not_days() -> None:
    rule = load("generic", [DESK]).get("desk.misrouted_return", on=TODAY)
    assert (rule.amount, rule.unit, rule.pausable) == (24, "hours", False)
