"""The cards of the register, for other rooms at whose door somebody shows one."""

from unionhall.kernel.people.models import Person
from unionhall.rooms.register.card import holding


def bearer(typed: str) -> Person | None:
    """Whose card it is, by the short code, the signed one or the whole address in its square."""
    return holding.bearer(typed)
