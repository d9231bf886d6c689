"""What this room keeps that is no case: the terms of its congresses, and where delegates come from."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.things.declaration import Things
from unionhall.rooms.assembly.apps import PRESIDIUM, SECRETARY
from unionhall.rooms.assembly.delegates.term_page import of_term
from unionhall.rooms.assembly.forms.authorities import AuthorityForm
from unionhall.rooms.assembly.forms.terms import TermForm
from unionhall.rooms.assembly.models import Authority, Constituency, Series, Term

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
series = Things(
    model=Series,
    address="series",
    title=_("Meetings that come again"),
    add=_("Add a series of meetings"),
    shows=("place", "kind", "week", "weekday", "months"),
    edited_by=(PRESIDIUM, SECRETARY),
    retiring=_("The hall prepares no further meeting of it. Those that stand are held as they are."),
)
authorities = Things(
    model=Authority,
    address="authorities",
    title=_("What joint meetings may settle"),
    add=_("Add an authorised matter"),
    shows=("place", "decided"),
    edited_by=(PRESIDIUM, SECRETARY),
    form=AuthorityForm,
    retiring=_("No joint meeting settles anything by it any more."),
)
