"""What the addresses of this room are tried on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
