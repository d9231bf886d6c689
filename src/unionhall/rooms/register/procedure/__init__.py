"""The procedure of the register: joining, moving to another branch and leaving."""

from unionhall.rooms.register.procedure.deciding import (
    answer_there,
    appeal,
    ask,
    decline,
    escalate,
    fall_silent,
    hand_up_appeal,
    hand_up_query,
    put_right,
    query,
    remind,
    remind_asked,
    reply,
    uphold,
    withdraw,
)
from unionhall.rooms.register.procedure.joining import accept, apply, twins
from unionhall.rooms.register.procedure.leaving import departure_under, leave, say_goodbye, take_effect
from unionhall.rooms.register.procedure.moving import admit, ask_to_move, keeper_of, release
from unionhall.rooms.register.procedure.states import JOINING, LEAVING, MOVING, register

__all__ = [
    "JOINING",
    "LEAVING",
    "MOVING",
    "accept",
    "admit",
    "answer_there",
    "appeal",
    "apply",
    "ask",
    "ask_to_move",
    "decline",
    "departure_under",
    "escalate",
    "fall_silent",
    "hand_up_appeal",
    "hand_up_query",
    "keeper_of",
    "leave",
    "put_right",
    "query",
    "register",
    "release",
    "remind",
    "remind_asked",
    "reply",
    "say_goodbye",
    "take_effect",
    "twins",
    "uphold",
    "withdraw",
]
