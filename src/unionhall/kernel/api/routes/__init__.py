"""The operations of the kernel: what every room's matters have in common."""

from unionhall.kernel.api.routes import files, matters, moves, places, token

ROUTERS = (token.router, matters.router, moves.router, files.router, places.router)

__all__ = ["ROUTERS"]
