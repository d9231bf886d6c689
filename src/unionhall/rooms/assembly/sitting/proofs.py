"""What a decision rests on, as digests that anybody can work out again."""

import json
from collections.abc import Iterable
from hashlib import sha256


def of_list(voices: Iterable[tuple[int, str]]) -> str:
    """SHA-256, in hexadecimal, of who said what by name: seats and choices, ordered by seat, as JSON."""
    rows = [[seat, choice] for seat, choice in sorted(voices)]
    return sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()
