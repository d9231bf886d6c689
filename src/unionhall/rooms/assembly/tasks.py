"""Jobs of the assembly."""

from unionhall.ground.daily import daily


@daily("assembly.seats", "00:25")
def end_what_is_over() -> int:
    """End mandates whose term is over, and of whoever belongs to the constituency no more."""
    from unionhall.rooms.assembly.delegates import ending

    return ending.end_what_is_over()
