"""The moves of an election that ask more than questions."""

from unionhall.kernel.web.moves import MoveView
from unionhall.rooms.assembly.forms.seats import NominateForm
from unionhall.rooms.assembly.procedure import elections


class Nominate(MoveView):
    """Candidates are found by their exact numbers before the move is made; each look-up stays written."""

    move = elections.nominate
    form_class = NominateForm
    by_hand = True
