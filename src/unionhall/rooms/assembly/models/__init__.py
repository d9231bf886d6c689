"""What the room keeps: terms and seats, meetings and what is said and decided in them."""

from unionhall.rooms.assembly.models.delegates import DelegateQuestion as DelegateQuestion
from unionhall.rooms.assembly.models.delegates import ReportBack as ReportBack
from unionhall.rooms.assembly.models.meetings import Item as Item
from unionhall.rooms.assembly.models.meetings import Log as Log
from unionhall.rooms.assembly.models.meetings import Meeting as Meeting
from unionhall.rooms.assembly.models.meetings import Presence as Presence
from unionhall.rooms.assembly.models.meetings import Voice as Voice
from unionhall.rooms.assembly.models.promises import Authority as Authority
from unionhall.rooms.assembly.models.promises import JointDecision as JointDecision
from unionhall.rooms.assembly.models.promises import PublicPromise as PublicPromise
from unionhall.rooms.assembly.models.questions import PublicQuestion as PublicQuestion
from unionhall.rooms.assembly.models.questions import QuestionBy as QuestionBy
from unionhall.rooms.assembly.models.questions import QuestionCode as QuestionCode
from unionhall.rooms.assembly.models.questions import Support as Support
from unionhall.rooms.assembly.models.series import Series as Series
from unionhall.rooms.assembly.models.terms import Constituency as Constituency
from unionhall.rooms.assembly.models.terms import Mandate as Mandate
from unionhall.rooms.assembly.models.terms import Term as Term
