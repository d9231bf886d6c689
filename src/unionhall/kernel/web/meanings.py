"""Words of the hall that not everybody knows, each in a sentence or two; docs/users/words.md has the same."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Meaning(NamedTuple):
    asked: Any
    says: Any


MEANINGS = {
    "sealed": Meaning(
        _("What does sealed mean?"),
        _(
            "What you wrote is kept encrypted, under a key of this matter alone. Only those who handle "
            "it open it, and they show anew who they are before."
        ),
    ),
    "appeal": Meaning(
        _("What is an appeal?"),
        _(
            "You say that you don't agree, and why. Somebody else than before looks at it again and "
            "gives you a reason. It costs nothing, and nobody may hold it against you."
        ),
    ),
    "escalation": Meaning(
        _("What happens when nobody answers in time?"),
        _(
            "It goes to the next level by itself, and you are told who has it now. You need not remind "
            "anybody."
        ),
    ),
    "key-holder": Meaning(
        _("What is a key holder?"),
        _(
            "Somebody with one part of the key that opens the sum of a vote. It takes several of them "
            "together with the hall, so that nobody alone learns anything."
        ),
    ),
    "credential": Meaning(
        _("What is a credential?"),
        _(
            "Fifteen characters by which your browser shows that you may vote, without saying who you "
            "are. Keep them until the vote is over, and show them to nobody."
        ),
    ),
    "tracker": Meaning(
        _("What is a tracker?"),
        _(
            "The number of your encrypted ballot. With it you find your ballot among those that are "
            "counted. It says nothing of what you chose."
        ),
    ),
}
