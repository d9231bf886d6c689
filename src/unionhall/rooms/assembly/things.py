"""What this room keeps that is no case: the terms of its congresses, and where delegates come from."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.things.declaration import Things
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.delegates.term_page import of_term
from unionhall.rooms.assembly.forms.terms import TermForm
from unionhall.rooms.assembly.models import Constituency, Term

terms = Things(
    model=Term,
    address="terms",
    title=_("Terms of the congress"),
    add=_("Add a term"),
    shows=("place", "from_on", "until_on", "staff"),
    edited_by=(PRESIDIUM, SECRETARY),
    form=TermForm,
    facts=of_term,
    template="assembly/term.html",
)
constituencies = Things(
    model=Constituency,
    address="constituencies",
    title=_("Constituencies"),
    add=_("Add a constituency"),
    shows=("place", "staff", "seats"),
    filters=("term",),
    grouped_by="term",
    edited_by=(PRESIDIUM, SECRETARY),
)
