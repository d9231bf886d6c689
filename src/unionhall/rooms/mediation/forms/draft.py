"""A dispute on its way."""

from dataclasses import dataclass
from typing import ClassVar

from unionhall.kernel.web.walks import Draft


@dataclass
class DisputeDraft(Draft):
    """What was said of a dispute so far."""

    salt: ClassVar[str] = "mediation.draft"
