"""The catalogue of the desk: what is on offer, and what a new hall begins with."""

from unionhall.rooms.desk.catalogue.offered import find_offered, offered
from unionhall.rooms.desk.catalogue.starter import load_starter

__all__ = ["find_offered", "load_starter", "offered"]
