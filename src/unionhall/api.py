"""The hall for programs: the kernel's operations, then each room's; none is named here."""

from unionhall.kernel.api.composing import HallApi
from unionhall.kernel.rooms import rooms

api = HallApi()
api.add_rooms((room.label, part.router) for room in rooms() if (part := room.part("api")))
