"""The procedures of the register: joining, moving to another branch, leaving, and lists for a purpose."""

from unionhall.rooms.register.procedure import correcting as correcting
from unionhall.rooms.register.procedure import joining as joining
from unionhall.rooms.register.procedure import leaving as leaving
from unionhall.rooms.register.procedure import list_ends as list_ends
from unionhall.rooms.register.procedure import lists as lists
from unionhall.rooms.register.procedure import moving as moving
