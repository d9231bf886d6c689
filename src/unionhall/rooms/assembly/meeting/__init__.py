"""A meeting while it sits: its log in the journal, who is in the room, and the majorities it goes by."""
