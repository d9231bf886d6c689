"""Where a number stands, as a reader of any language is told."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from unionhall.kernel.procedures.rules import Rule

OWN = gettext_noop("the union's own default")


def said(source: str) -> str:
    """The name of a law as it is; the union's own in the reader's language."""
    return _(source) if source == OWN else source


def of(rule: Rule) -> str:
    """The same, and that nobody has read it there yet where that is so."""
    if rule.source_kind == "memory":
        return _("%(source)s, from memory and still to be checked") % {"source": rule.source}
    return said(rule.source)
