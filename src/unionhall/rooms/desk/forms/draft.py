"""A request on its way."""

from dataclasses import dataclass
from typing import ClassVar

from unionhall.kernel.web.walks import Draft


@dataclass
class RequestDraft(Draft):
    """`version`: primary key of the service's version that they read, 0 before a service is chosen."""

    salt: ClassVar[str] = "desk.draft"

    version: int = 0
