"""What the room keeps: terms and seats, elections, meetings, motions, what is said and decided in them."""

from unionhall.rooms.assembly.models.elections import Candidate as Candidate
from unionhall.rooms.assembly.models.elections import Election as Election
from unionhall.rooms.assembly.models.elections import Recall as Recall
from unionhall.rooms.assembly.models.elections import Round as Round
from unionhall.rooms.assembly.models.meetings import Item as Item
from unionhall.rooms.assembly.models.meetings import ItemPaper as ItemPaper
from unionhall.rooms.assembly.models.meetings import Log as Log
from unionhall.rooms.assembly.models.meetings import Meeting as Meeting
from unionhall.rooms.assembly.models.meetings import Presence as Presence
from unionhall.rooms.assembly.models.meetings import Voice as Voice
from unionhall.rooms.assembly.models.minutes import Approval as Approval
from unionhall.rooms.assembly.models.minutes import Note as Note
from unionhall.rooms.assembly.models.motions import Amendment as Amendment
from unionhall.rooms.assembly.models.motions import Backing as Backing
from unionhall.rooms.assembly.models.motions import Motion as Motion
from unionhall.rooms.assembly.models.motions import Version as Version
from unionhall.rooms.assembly.models.terms import Constituency as Constituency
from unionhall.rooms.assembly.models.terms import Mandate as Mandate
from unionhall.rooms.assembly.models.terms import Term as Term
from unionhall.rooms.assembly.models.votes import Bundled as Bundled
from unionhall.rooms.assembly.models.votes import Decided as Decided
from unionhall.rooms.assembly.models.votes import Entitled as Entitled
from unionhall.rooms.assembly.models.votes import SecretVote as SecretVote
