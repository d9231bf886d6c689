"""Finding what one can ask for by the words one says it with, see `Index`."""

from unionhall.kernel.web.finding.index import Index

__all__ = ["Index"]
