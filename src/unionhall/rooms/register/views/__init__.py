"""The pages of the register."""

from unionhall.rooms.register.views import moves as moves
