"""A procedure on paper: its stations, limits and moves as Markdown, drawn from the declaration."""

import re
from collections.abc import Iterator

from django.utils import translation

from unionhall.kernel.procedures.asks import Ask
from unionhall.kernel.procedures.declaration import Limit, Move, Opening, Procedure, State, procedures
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.rules import GENERIC, UnknownRule

MARKED = re.compile(r"(<!-- procedure (\w+)(?: (\w+))? -->\n).*?(<!-- end -->)", re.DOTALL)


def drawn_in(page: str) -> str:
    """The page with each procedure drawn anew between `<!-- procedure ROOM KIND -->` and `<!-- end -->`."""
    known = {(each.name, each.kind): each for each in procedures()}
    return MARKED.sub(lambda mark: mark[1] + draw(known[mark[2], mark[3] or ""]) + mark[4], page)


def draw(procedure: Procedure) -> str:
    """The diagram and the two tables, in English, as they stand in the room's page of the docs."""
    with translation.override("en"):
        parts = (_diagram(procedure), _states(procedure), _moves(procedure), _asks(procedure))
        return "\n\n".join(filter(None, map("\n".join, parts))) + "\n"


def _diagram(procedure: Procedure) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {procedure.start}"
    arrows: dict[tuple[str, str], list[str]] = {}
    for move in procedure.moves.values():
        for source in sorted(move.source) if move.target else ():
            arrows.setdefault((source, str(move.target)), []).append(str(move.title))
    for (source, target), titles in arrows.items():
        yield f"    {source} --> {target}: {', '.join(titles)}"
    yield from (f"    {name} --> [*]" for name, state in procedure.states.items() if state.final)
    yield "```"


def _states(procedure: Procedure) -> Iterator[str]:
    yield "| station | what the member reads | limits (generic rules) |"
    yield "|---|---|---|"
    for name, state in procedure.states.items():
        yield f"| `{name}` | **{state.title}** {state.next_step} | {_limits(procedure, state)} |"


def _limits(procedure: Procedure, state: State) -> str:
    if state.final:
        return "closed"
    again = (procedure.again,) if procedure.again and not (state.limits or state.promised) else ()
    limits = (*state.limits, *again)
    said = [f"{_until(limit)}, then *{procedure.moves[limit.overdue].title}*" for limit in limits]
    paused = ["the promise stands still"] if state.pauses else []
    promise = ["the promise of the whole matter"] if procedure.promise and not (said or paused) else []
    return "; ".join([*said, *paused, *promise])


def _until(limit: Limit) -> str:
    if not limit.on_day:
        return _amount(limit.rule)
    ahead = ", ".join(_amount(each.rule) for each in limit.ahead)
    return "its own day" + (f" (reminded {ahead} before)" if ahead else "")


def _amount(key: str) -> str:
    holding = [rule for rule in pack(GENERIC).rules if rule.key == key]
    if not holding:
        raise UnknownRule(key)
    rule = holding[-1]
    return f"{rule.amount} {rule.unit.replace('_', ' ')}"


def _moves(procedure: Procedure) -> Iterator[str]:
    yield "| verb | who may | from | to | text |"
    yield "|---|---|---|---|---|"
    yield from (_row(procedure, verb) for verb in _verbs(procedure))


def _verbs(procedure: Procedure) -> list[Opening | Move]:
    return [*procedure.openings.values(), *procedure.moves.values()]


def _row(procedure: Procedure, verb: Opening | Move) -> str:
    if isinstance(verb, Opening):
        return f"| **{verb.title}** `{verb.name}` | {verb.allowed.name} | | `{procedure.start}` | |"
    sources = ", ".join(f"`{name}`" for name in procedure.states if name in verb.source)
    text = "" if verb.text is None else "required" if verb.text.required else "optional"
    kind = " internal" if verb.text and verb.text.internal else ""
    target = f"`{verb.target}`" if verb.target else "stays"
    return f"| **{verb.title}** `{verb.name}` | {verb.allowed.name} | {sources} | {target} | {text}{kind} |"


def _asks(procedure: Procedure) -> Iterator[str]:
    """What each verb asks beside its text, where one does."""
    asked = [(verb, name, ask) for verb in _verbs(procedure) for name, ask in verb.asks.items()]
    if asked:
        yield "| verb | asks | as | |"
        yield "|---|---|---|---|"
    yield from (_question(verb, name, ask) for verb, name, ask in asked)


def _question(verb: Opening | Move, name: str, ask: Ask) -> str:
    need = "required" if ask.required else "optional"
    return f"| `{verb.name}` | {ask.label} | `{name}`, a {type(ask).__name__.lower()} | {need} |"
