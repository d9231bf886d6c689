"""What pages of a meeting follow: its log, and its agenda."""

from unionhall.rooms.assembly.models import Log


def version(matter: int) -> str:
    """How many lines the log has, and how many entries the journal of the meeting."""
    found = Log.objects.filter(pk=matter).values_list("journal_length", "matter__journal_length").first()
    return f"{found[0]}.{found[1]}" if found else ""
