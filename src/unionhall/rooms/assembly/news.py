"""What pages of a meeting follow: its log with what is said in a vote, and its agenda."""

from unionhall.rooms.assembly.models import Log


def version(matter: int) -> str:
    """How often the log or a voice changed, and how many entries the journal of the meeting has."""
    columns = ("journal_length", "said", "matter__journal_length")
    found = Log.objects.filter(pk=matter).values_list(*columns).first()
    return f"{found[0] + found[1]}.{found[2]}" if found else ""
