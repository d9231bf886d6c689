"""The procedure of the help desk, with every move."""

from unionhall.rooms.desk.procedure import after as after
from unionhall.rooms.desk.procedure import asking as asking
from unionhall.rooms.desk.procedure import closing as closing
from unionhall.rooms.desk.procedure import handling as handling
from unionhall.rooms.desk.procedure import reaching as reaching
from unionhall.rooms.desk.procedure import undoing as undoing
