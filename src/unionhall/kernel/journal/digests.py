"""What an entry's digest is made of. Nothing here needs Django or a database."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Digested:
    """An entry as it goes into the chain; UUIDs as text, an empty one for none."""

    stream: str
    number: int
    event: str
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    payload: Mapping[str, Any]
    key: str

    def digest(self, previous: bytes) -> bytes:
        """SHA-256 over the previous digest and the entry's canonical JSON."""
        content = [
            self.stream,
            self.number,
            self.event,
            self.actor,
            _instant(self.occurred_at),
            _instant(self.recorded_at),
            self.payload,
            self.key,
        ]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(previous + text.encode()).digest()


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
