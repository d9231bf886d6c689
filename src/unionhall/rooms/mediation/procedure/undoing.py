"""What can be taken back for a minute: what was said to all, and what whoever has it in hand decided."""

from unionhall.kernel.procedures.customs.taking_back import taking_back
from unionhall.rooms.mediation.procedure import agreeing as agreeing
from unionhall.rooms.mediation.procedure import beginning as beginning
from unionhall.rooms.mediation.procedure import going_on as going_on
from unionhall.rooms.mediation.procedure import talking as talking
from unionhall.rooms.mediation.procedure.states import mediation

take_back = taking_back(mediation)
