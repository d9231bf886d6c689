"""The key store, the union's key and copies."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from django.core.checks import run_checks

from unionhall.commands.keys import command
from unionhall.environment.keys import Keys, read_keys
from unionhall.environment.variables import WrongSetting
from unionhall.kernel.privacy.keys import copies, of_matter, of_person
from unionhall.kernel.privacy.keys.faults import KeyDestroyed, KeyMissing, WrongUnionKey
from unionhall.kernel.privacy.keys.store import KeyStore
from unionhall.kernel.privacy.keys.wrapping import UnionKeys, wrapper

TODAY = date(2026, 11, 23)
SECRET = "a-union-key-of-more-than-32-characters"
MATTER = of_matter(UUID(int=7))


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return read_keys({}, tmp_path)


@pytest.fixture
def store(keys: Keys) -> KeyStore:
    return KeyStore(keys.store, wrapper(keys))


def stored(store: KeyStore) -> Iterator[Path]:
    return (path for path in store.root.rglob("*") if path.is_file())


def test_a_key_is_made_once_and_lies_locked_up(store: KeyStore) -> None:
    made = store.key_or_new(MATTER)
    assert (len(made), store.key_or_new(MATTER), store.key(MATTER)) == (32, made, made)
    (file,) = stored(store)
    assert made not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0


def test_of_many_who_make_a_key_at_once_one_wins(store: KeyStore) -> None:
    with ThreadPoolExecutor(8) as several:
        made = [several.submit(store.key_or_new, MATTER) for _each in range(40)]
    assert len({each.result() for each in made}) == 1


def test_a_key_that_was_never_made_is_missing(store: KeyStore) -> None:
    with pytest.raises(KeyMissing):
        store.key(MATTER)


def test_a_destroyed_key_is_gone_with_its_day(store: KeyStore) -> None:
    store.key_or_new(MATTER)
    store.destroy(MATTER, TODAY)
    store.destroy(MATTER, TODAY + timedelta(days=1))
    with pytest.raises(KeyDestroyed, match="2026-11-23"):
        store.key_or_new(MATTER)
    assert [*store.destroyed()] == [str(MATTER)]


def test_whoever_dies_while_destroying_leaves_what_the_next_call_takes_away(store: KeyStore) -> None:
    store.key_or_new(MATTER)
    (file,) = stored(store)
    kept = file.read_bytes()
    store.destroy(MATTER, TODAY)
    file.write_bytes(kept)
    store.destroy(MATTER, TODAY)
    with pytest.raises(KeyDestroyed):
        store.key(MATTER)


def test_a_key_of_another_scope_does_not_pass(store: KeyStore) -> None:
    store.key_or_new(MATTER)
    (file,) = stored(store)
    other = of_matter(uuid4())
    target = store.root / "matter" / str(other.uid)[:2] / str(other.uid)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(file.read_bytes())
    with pytest.raises(WrongUnionKey, match="altered"):
        store.key(other)


def test_a_new_union_key_locks_all_up_while_the_old_one_still_unlocks(store: KeyStore, keys: Keys) -> None:
    made = {scope: store.key_or_new(scope) for scope in (MATTER, of_person(uuid4()))}
    store.destroy(of_matter(UUID(int=8)), TODAY)
    old = keys.file.read_text()
    UnionKeys(keys.file).renew()
    assert store.check() == 2
    assert (store.rewrap(), store.rewrap()) == (2, 0)
    store.forget_union_keys()
    assert old.strip() not in keys.file.read_text()
    assert {scope: store.key(scope) for scope in made} == made


def test_a_key_destroyed_while_the_union_key_changes_stays_destroyed(
    store: KeyStore, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.key_or_new(MATTER)
    UnionKeys(keys.file).renew()
    wrap = UnionKeys.wrap

    def destroyed_meanwhile(self: UnionKeys, key: bytes, context: str) -> bytes:
        store.destroy(MATTER, TODAY)
        return wrap(self, key, context)

    monkeypatch.setattr(UnionKeys, "wrap", destroyed_meanwhile)
    store.rewrap()
    with pytest.raises(KeyDestroyed):
        store.key(MATTER)


def test_another_union_key_is_refused(keys: Keys, store: KeyStore) -> None:
    assert not store.any_fits()
    store.key_or_new(MATTER)
    other = KeyStore(keys.store, UnionKeys(keys.file, (SECRET,)))
    with pytest.raises(WrongUnionKey, match="isn't here"):
        other.any_fits()


def test_a_lost_union_key_is_not_replaced_where_keys_are(tmp_path: Path, store: KeyStore, keys: Keys) -> None:
    store.key_or_new(MATTER)
    keys.file.unlink()
    again = read_keys({}, tmp_path)
    assert not again.file.exists()
    with pytest.raises(WrongUnionKey, match="can't be read"):
        store.any_fits()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("UNIONHALL_UNION_KEY", "too-short", "at least 32 characters"),
        ("UNIONHALL_KEYS", "keys", "full path"),
        ("UNIONHALL_KEY_SERVICE", "vault", "package.module:function"),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path: Path, name: str, value: str, words: str) -> None:
    with pytest.raises(WrongSetting, match=words):
        read_keys({name: value}, tmp_path)


class Vault:
    """A key service, in memory."""

    def wrap(self, key: bytes, context: str) -> bytes:
        return context.encode() + b"\n" + key[::-1]

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        if not wrapped.startswith(context.encode()):
            raise WrongUnionKey(f"Not the key of {context}.")
        return wrapped.partition(b"\n")[2][::-1]

    def is_current(self, wrapped: bytes) -> bool:
        return True


def test_a_service_outside_the_hall_can_lock_keys_up(tmp_path: Path) -> None:
    keys = read_keys({"UNIONHALL_KEY_SERVICE": f"{__name__}:Vault"}, tmp_path)
    store = KeyStore(keys.store, wrapper(keys))
    made = store.key_or_new(MATTER)
    assert (store.key(MATTER), keys.file.exists(), store.rewrap()) == (made, False, 0)


def test_copies_are_kept_for_thirty_days(tmp_path: Path, store: KeyStore, keys: Keys) -> None:
    begun = datetime(2026, 10, 1, tzinfo=UTC)
    assert copies.copy(keys.store, keys.copies, begun) is None
    made = store.key_or_new(MATTER)
    old = copies.copy(keys.store, keys.copies, begun)
    store.destroy(MATTER, TODAY)
    new = copies.copy(keys.store, keys.copies, begun + timedelta(days=31))
    assert old is not None
    assert new is not None
    assert [*keys.copies.iterdir()] == [new]
    there = KeyStore(tmp_path / "elsewhere", store.wrapper)
    copies.put_back(new, there.root)
    with pytest.raises(KeyDestroyed):
        there.key(MATTER)
    with pytest.raises(copies.BadCopy, match="holds keys already"):
        copies.put_back(new, there.root)
    with pytest.raises(copies.BadCopy, match="not a copy"):
        copies.put_back(keys.file, tmp_path / "third")
    assert made


def test_the_commands(
    settings: Any, tmp_path: Path, keys: Keys, store: KeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEYS = keys
    monkeypatch.setenv("UNIONHALL_HOME", str(tmp_path))
    store.key_or_new(MATTER)
    asked = [["check"], ["rotate"], ["copy", str(keys.copies)], ["check"]]
    said = [CliRunner().invoke(command, arguments) for arguments in asked]
    assert [each.exit_code for each in said] == [0, 0, 0, 0], said
    assert said[1].output == "1 keys are locked up anew.\n"
    keys.file.write_text(SECRET)
    refused = CliRunner().invoke(command, ["check"])
    assert (refused.exit_code, "isn't here" in refused.output) == (1, True)
    assert "privacy.union_key" in {message.id for message in run_checks()}
