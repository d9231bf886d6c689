"""The procedures of a dispute and of a grievance by steps, with every move."""

from unionhall.rooms.mediation.procedure import agreeing as agreeing
from unionhall.rooms.mediation.procedure import beginning as beginning
from unionhall.rooms.mediation.procedure import choosing as choosing
from unionhall.rooms.mediation.procedure import electing as electing
from unionhall.rooms.mediation.procedure import going_on as going_on
from unionhall.rooms.mediation.procedure import hours as hours
from unionhall.rooms.mediation.procedure import inviting as inviting
from unionhall.rooms.mediation.procedure import sending as sending
from unionhall.rooms.mediation.procedure import talking as talking
from unionhall.rooms.mediation.procedure import undoing as undoing
