"""The ways in: what was said becomes a request, and the person at the counter is found."""

from unionhall.rooms.desk.intake.sending import NoLongerOffered, Said, ask, take_down

__all__ = ["NoLongerOffered", "Said", "ask", "take_down"]
