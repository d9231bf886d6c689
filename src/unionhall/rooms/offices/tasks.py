"""Jobs of the offices."""

from unionhall.ground.daily import daily


@daily("offices.remind", "05:40")
def remind() -> int:
    """Say 30 and 7 days before that an office ends."""
    from unionhall.rooms.offices.procedure import by_date

    return by_date.remind()


@daily("offices.pass_on", "00:20")
def pass_on() -> int:
    """Give on what people had in hand through offices that are over."""
    from unionhall.rooms.offices.procedure import by_date

    return by_date.pass_on_what_was_in_hand()
