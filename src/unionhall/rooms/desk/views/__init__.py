"""The desk's pages; importing them makes its moves known to the pages of matters."""

from unionhall.rooms.desk.views import moves

__all__ = ["moves"]
