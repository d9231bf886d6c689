"""Where the fixed vectors are."""

import base64
from pathlib import Path

VECTORS = Path(__file__).parent / "vectors"


def archive(name: str) -> str:
    """An archive of the vectors in base64, as the booth's tests take it."""
    return base64.b64encode((VECTORS / name).read_bytes()).decode()
