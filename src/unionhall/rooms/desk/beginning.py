"""What the desk offers in a hall that has just begun."""

from unionhall.rooms.desk.catalogue import load_starter


def begin() -> None:
    """Offer the services that come with the hall; the union changes them as it likes."""
    load_starter()
