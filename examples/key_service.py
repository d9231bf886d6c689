"""A key service: the hall's keys are locked up by HashiCorp Vault or OpenBao, whose key never leaves it.

Put this file into a folder that only the hall's account may write in, and set

    PYTHONPATH=/etc/unionhall
    UNIONHALL_KEY_SERVICE=key_service:make
    VAULT_ADDR=https://vault.example.org:8200
    VAULT_TOKEN_FILE=/etc/unionhall/vault_token

The token needs no more than `update` on transit/encrypt/unionhall and transit/decrypt/unionhall, and
`read` on transit/keys/unionhall. Make the key once:
`vault write -f transit/keys/unionhall type=aes256-gcm96`.
"""

import base64
import json
import os
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

KEY, SECONDS = "unionhall", 5


class Vault:
    """What the hall asks of a service. Any exception means: it can't be done now."""

    def __init__(self, address: str, token: str) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
            raise ValueError("VAULT_ADDR must begin with https://")
        self.address, self.token = address.rstrip("/"), token

    def wrap(self, key: bytes, context: str) -> bytes:
        """The key of 32 bytes, locked up; it opens under the same context alone."""
        asked = {"plaintext": _text(key), "associated_data": _text(context.encode())}
        return str(self._ask(f"encrypt/{KEY}", asked)["ciphertext"]).encode()

    def unwrap(self, wrapped: bytes, context: str) -> bytes:
        """The key again."""
        asked = {"ciphertext": wrapped.decode(), "associated_data": _text(context.encode())}
        return base64.b64decode(str(self._ask(f"decrypt/{KEY}", asked)["plaintext"]))

    def is_current(self, wrapped: bytes) -> bool:
        """Whether it is locked up under the newest version of Vault's key; else a rotation does so."""
        newest = self._ask(f"keys/{KEY}")["latest_version"]
        return wrapped.startswith(f"vault:v{newest}:".encode())

    def _ask(self, path: str, said: dict[str, str] | None = None) -> dict[str, object]:
        request = Request(f"{self.address}/v1/transit/{path}", headers={"X-Vault-Token": self.token})
        if said is not None:
            request.data = json.dumps(said).encode()
        try:
            with urlopen(request, timeout=SECONDS) as answer:
                found: dict[str, object] = json.load(answer)["data"]
        except HTTPError as refused:
            refused.close()
            raise
        return found


def make() -> Vault:
    """What UNIONHALL_KEY_SERVICE names."""
    token = Path(os.environ["VAULT_TOKEN_FILE"]).read_text().strip()
    return Vault(os.environ["VAULT_ADDR"], token)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
