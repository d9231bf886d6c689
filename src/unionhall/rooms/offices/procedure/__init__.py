"""The procedure of offices: two persons for each, and nobody for oneself."""

from unionhall.rooms.offices.procedure.appealing import appeal, hand_up_appeal, take_up, uphold, uphold_end
from unionhall.rooms.offices.procedure.proposing import (
    GRANTING,
    begin_laying_down,
    end_early,
    lay_down_own,
    new_matter,
    propose,
    propose_end,
)
from unionhall.rooms.offices.procedure.signing import (
    accept,
    add,
    decline,
    escalate,
    lay_down,
    put_forward,
    refuse,
    remind,
    remind_of_end,
    report_silence,
    sign,
)
from unionhall.rooms.offices.procedure.states import offices

__all__ = [
    "GRANTING",
    "accept",
    "add",
    "appeal",
    "begin_laying_down",
    "decline",
    "end_early",
    "escalate",
    "hand_up_appeal",
    "lay_down",
    "lay_down_own",
    "new_matter",
    "offices",
    "propose",
    "propose_end",
    "put_forward",
    "refuse",
    "remind",
    "remind_of_end",
    "report_silence",
    "sign",
    "take_up",
    "uphold",
    "uphold_end",
]
