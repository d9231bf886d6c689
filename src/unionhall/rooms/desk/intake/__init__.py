"""The ways in: what was said becomes a request, and the person at the counter is found."""

from unionhall.rooms.desk.intake.sending import Said, ask, take_down

__all__ = ["Said", "ask", "take_down"]
