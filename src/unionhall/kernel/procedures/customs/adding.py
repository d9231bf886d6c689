"""What is added to a matter without moving it: words and files."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.cleaning import CleanFile
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.procedures import filing
from unionhall.kernel.procedures.asks import Paper
from unionhall.kernel.procedures.declaration import Move, Procedure, Text
from unionhall.kernel.procedures.predicates import Predicate, is_handler, is_party

CONCERNED = is_party | is_handler


def adding(
    procedure: Procedure,
    *,
    source: Iterable[str],
    allowed: Predicate = is_party,
    sentence: Any = _("Something was added."),
) -> Move:
    """`add`: something more to whoever has the matter in hand."""

    @procedure.move(
        source=source,
        target=None,
        allowed=allowed,
        title=_("Add something"),
        sentence=sentence,
        text=Text(_("What you would like to add")),
    )
    def add(matter: Matter, *, actor: Actor) -> None:
        """Tell the person in charge something more."""

    return add


def attaching(
    procedure: Procedure,
    *,
    source: Iterable[str],
    allowed: Predicate = CONCERNED,
    title: Any = _("Add a file"),
    sentence: Any = _("A file was added."),
) -> Move:
    """`attach`: a file, cleaned before it is kept."""

    @procedure.move(
        source=source,
        target=None,
        allowed=allowed,
        title=title,
        sentence=sentence,
        asks={"file": Paper(label=_("A picture, a PDF, an OFD or a text, 10 MB at most"))},
    )
    def attach(matter: Matter, *, actor: Actor, file: CleanFile) -> Mapping[str, Any]:
        """A picture, a PDF, an OFD or a text. Its maker and place are taken out, unless it is signed."""
        (kept,) = filing.keep(matter, [file], actor)
        return {"file": kept}

    return attach
