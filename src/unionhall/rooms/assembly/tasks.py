"""Jobs of the assembly."""

from unionhall.ground.daily import daily


@daily("assembly.seats", "00:25")
def end_what_is_over() -> int:
    """End mandates whose term is over, and of whoever belongs to the constituency no more."""
    from unionhall.rooms.assembly.delegates import ending

    return ending.end_what_is_over()


@daily("assembly.prepare_series", "00:35")
def prepare_series() -> int:
    """Prepare the next meetings of each series ahead of their days."""
    from unionhall.rooms.assembly.between import preparing

    return preparing.prepare_all()


@daily("assembly.settle_joint", "00:20")
def settle_joint() -> int:
    """Confirm what a congress adopted of joint decisions, and let the rest lapse."""
    from unionhall.rooms.assembly.between import confirming

    return confirming.settle_all()


@daily("assembly.report_back", "07:30")
def remind_to_report_back() -> int:
    """Remind delegates who have not reported back yet, once for each congress."""
    from unionhall.rooms.assembly.between import reporting

    return reporting.remind_all()
