"""The pages of mediation."""

from unionhall.rooms.mediation.views import moves as moves
