"""The shares that a meeting goes by, from the rule pack that its matter began with."""

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.procedures.limits import rule_for
from unionhall.kernel.procedures.rules import Rule
from unionhall.rooms.assembly.meeting.decided import motions_of
from unionhall.rooms.assembly.models import Item
from unionhall.rooms.assembly.models.motions import VITAL
from unionhall.rooms.assembly.sitting.shares import Denominator, Share
from unionhall.rooms.assembly.sitting.sitting import RULES

VITAL_RULE, ORDINARY, ORDER = "vital", "ordinary", "order"
EXCEEDED, REACHED = "share_exceeded", "share_reached"


def shares(matter: Matter) -> dict[str, Share]:
    """The quorum and the majorities by their names."""
    return {name: share_of(rule_for(matter, f"assembly.{name}")) for name in RULES}


def share_of(rule: Rule) -> Share:
    """A rule whose unit is `share_exceeded` or `share_reached`, as a share."""
    return Share(
        rule.amount, rule.parts, Denominator(rule.denominator or ""), rule.unit == EXCEEDED, rule.source
    )


def is_secret(matter: Matter, rule: str) -> bool:
    """Whether what goes by that majority is decided by secret ballot."""
    return rule_for(matter, f"assembly.{rule}_secret").amount > 0


def rule_of(subject: str) -> str:
    """The name of the majority that a subject goes by."""
    return VITAL_RULE if subject in VITAL else ORDINARY


def rule_of_item(item: Item) -> str:
    """The majority by which an item is decided: that of its motions, the strictest, or by its own subject.

    Only an item that decides neither a motion nor anything vital goes by the order of business.
    """
    motions = motions_of(item)
    subjects = [each.motion.subject for each in motions] or [item.subject]
    rule = min(map(rule_of, subjects), key=(VITAL_RULE, ORDINARY).index)
    is_order = item.kind in (Item.Kind.OPENING, Item.Kind.MINUTES)
    return ORDER if is_order and not motions and rule == ORDINARY else rule
