"""What whoever answers for a request can take back for a minute."""

from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.rooms.desk.procedure import closing as closing
from unionhall.rooms.desk.procedure import handling as handling
from unionhall.rooms.desk.procedure.states import desk

take_back = taking_back(desk)
