"""Whether an outline of a place can be read."""

from typing import Any


def check_geometry(geometry: Any) -> None:
    """For forms and models: whether an outline can be read."""
    from unionhall.kernel.places.geometry import read_geometry

    read_geometry(geometry)
