"""A key service of the operator's own: the example of the documentation, and what a broken one says."""

import base64
import json
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from uuid import UUID

import pytest
from click.testing import CliRunner
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from unionhall.commands.keys import command
from unionhall.environment.keys import read_keys
from unionhall.kernel.privacy.keys import of_matter, store_of
from unionhall.kernel.privacy.keys.faults import WrongUnionKey
from unionhall.kernel.privacy.keys.service import service
from unionhall.kernel.privacy.keys.store import KeyStore

EXAMPLES = Path(__file__).parents[5] / "examples"
TOKEN = "hvs.only-for-this-test"
MATTER = of_matter(UUID(int=7))


class Transit(BaseHTTPRequestHandler):
    """Stands in for Vault's transit engine: the three calls of the example, with its form of a cipher."""

    keys: ClassVar[list[bytes]] = []

    def do_GET(self) -> None:
        self._answer({"latest_version": len(self.keys)})

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with suppress(InvalidTag):
            return self._answer(self._made(said, base64.b64decode(said["associated_data"])))
        self.send_error(400)
        return None

    def _made(self, said: dict[str, str], context: bytes) -> dict[str, str]:
        if self.path == "/v1/transit/encrypt/unionhall":
            nonce, plain = secrets.token_bytes(12), base64.b64decode(said["plaintext"])
            cipher = nonce + AESGCM(self.keys[-1]).encrypt(nonce, plain, context)
            return {"ciphertext": f"vault:v{len(self.keys)}:{base64.b64encode(cipher).decode()}"}
        _vault, version, text = said["ciphertext"].split(":")
        cipher = base64.b64decode(text)
        plain = AESGCM(self.keys[int(version[1:]) - 1]).decrypt(cipher[:12], cipher[12:], context)
        return {"plaintext": base64.b64encode(plain).decode()}

    def _answer(self, found: dict[str, Any]) -> None:
        is_known = self.headers["X-Vault-Token"] == TOKEN
        self.send_response(200 if is_known else 403)
        self.end_headers()
        self.wfile.write(json.dumps({"data": found if is_known else {}}).encode())

    def log_message(self, *_args: Any) -> None:
        """Nothing."""


@pytest.fixture
def vault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    Transit.keys = [secrets.token_bytes(32)]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Transit)
    Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "token").write_text(TOKEN + "\n")
    monkeypatch.syspath_prepend(str(EXAMPLES))
    monkeypatch.setenv("UNIONHALL_HOME", str(tmp_path))
    monkeypatch.setenv("UNIONHALL_KEY_SERVICE", "key_service:make")
    monkeypatch.setenv("VAULT_ADDR", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("VAULT_TOKEN_FILE", str(tmp_path / "token"))
    yield
    server.shutdown()
    server.server_close()


@pytest.fixture
def store(vault: None, tmp_path: Path) -> KeyStore:
    return store_of(read_keys({"UNIONHALL_KEY_SERVICE": "key_service:make"}, tmp_path))


def asked(*arguments: str) -> tuple[int, str]:
    said = CliRunner().invoke(command, arguments)
    return said.exit_code, said.output


def test_the_example_locks_keys_up_and_opens_them(store: KeyStore, tmp_path: Path) -> None:
    made = store.key_or_new(MATTER)
    assert (len(made), store.key(MATTER)) == (32, made)
    (file,) = (path for path in store.root.rglob("*") if path.is_file())
    assert file.read_bytes().startswith(b"vault:v1:")
    assert not (tmp_path / "union_key").exists()


def test_a_key_opens_under_its_own_context_alone(store: KeyStore) -> None:
    wrapped = store.wrapper.wrap(bytes(32), "matter/one")
    with pytest.raises(WrongUnionKey, match="key_service:make can't unlock the key of matter/two"):
        store.wrapper.unwrap(wrapped, "matter/two")


def test_the_commands_check_and_rotate_with_it(store: KeyStore) -> None:
    made = store.key_or_new(MATTER)
    assert asked("check") == (0, "1 keys can be unlocked.\n")
    assert asked("rotate") == (0, "0 keys are locked up anew.\n")
    Transit.keys.append(secrets.token_bytes(32))
    assert asked("rotate") == (0, "1 keys are locked up anew.\n")
    Transit.keys[0] = secrets.token_bytes(32)
    assert store.key(MATTER) == made


def test_a_service_that_refuses_is_one_line(
    store: KeyStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.key_or_new(MATTER)
    (tmp_path / "token").write_text("another")
    code, said = asked("check")
    assert (code, said.count("\n")) == (1, 1)
    assert said.startswith("Error: The key service key_service:make can't unlock the key of matter/")
    monkeypatch.delenv("VAULT_TOKEN_FILE")
    code, said = asked("rotate")
    assert (code, said.count("\n"), "VAULT_TOKEN_FILE" in said) == (1, 1, True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no_such_module:make", "No module named"),
        ("json:no_such_function", "no attribute"),
        ("builtins:dict", "without wrap, unwrap, is_current"),
    ],
)
def test_a_service_that_is_none_is_one_line(name: str, words: str) -> None:
    with pytest.raises(WrongUnionKey, match=words) as refused:
        service(name)
    assert "\n" not in str(refused.value)


class Careless:
    """A service that locks nothing up."""

    def wrap(self, key: bytes, context: str) -> bytes:
        return b"open: " + key

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        return b"short"

    def is_current(self, wrapped: bytes) -> bool:
        return True


def test_a_service_that_gives_the_key_back_or_another_is_refused() -> None:
    careless = service(f"{__name__}:Careless")
    with pytest.raises(WrongUnionKey, match="no locked up key"):
        careless.wrap(secrets.token_bytes(32), "matter/one")
    with pytest.raises(WrongUnionKey, match="no key of 32 bytes"):
        careless.unwrap(b"anything", "matter/one")


def test_a_hall_whose_service_is_missing_says_so_in_one_line(tmp_path: Path) -> None:
    environment = {"UNIONHALL_HOME": str(tmp_path), "UNIONHALL_KEY_SERVICE": "no_such_module:make"}
    told = subprocess.run(
        [sys.executable, "-m", "unionhall", "keys", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "Error: UNIONHALL_KEY_SERVICE=no_such_module:make can't be used: No module named 'no_such_module'."
    ]
