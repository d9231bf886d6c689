"""The catalogue of the desk: what is on offer, how it is changed, and what a new hall begins with."""

from unionhall.rooms.desk.catalogue.offered import find_offered, offered
from unionhall.rooms.desk.catalogue.publishing import bring_back, publish, retire
from unionhall.rooms.desk.catalogue.starter import load_starter

__all__ = ["bring_back", "find_offered", "load_starter", "offered", "publish", "retire"]
