"""Why something is not done in a vote; each is a page or an answer in plain words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.procedures.refusals import Refusal


class NotOpen(Refusal):
    """Before its opening, after its end, or void."""

    code = "not-open"
    message: Any = _("This vote is not open now. Look at its page for when it is.")


class NotOpenYet(NotOpen):
    """Before its opening, which `moment` says in words; empty for one that is opened in a meeting."""

    heading = _("Not open yet")

    def __init__(self, moment: str) -> None:
        super().__init__(moment)
        self.message = _("This vote is not open yet. Whoever leads the meeting opens it there.")
        if moment:
            self.message = _("This vote is not open yet. It opens on %(moment)s.") % {"moment": moment}


class NotOpenAnyMore(NotOpen):
    """After its end, or void."""

    heading = _("This vote is over")
    message = _("This vote is closed. Its page says what came of it.")


class TooLateToRegister(NotOpen):
    """A credential is registered until the vote opens."""

    message = _("One registers for a vote until it opens, and not afterwards. Its page says where it stands.")


class NotOnTheRoll(Refusal):
    """Who is not on the frozen roll."""

    status = 403
    code = "not-on-the-roll"
    message = _("You are not on the roll of this vote. Whoever called it can tell you why.")


class VotedOnPaper(Refusal):
    """Who has voted at a table may not vote online, too."""

    code = "voted-on-paper"
    message = _("You voted on paper at the table, and everybody votes once.")


class VotedOnline(Refusal):
    """Who has voted online may not vote at the table, too."""

    code = "voted-online"
    message = _(
        "This person has voted online. They can vote anew online until the end: the last ballot counts."
    )


class BallotRefused(Refusal):
    """A ballot that is not exactly as it must be; `code` is the protocol's class of the fault."""

    status = 422
    message = _("The ballot was not accepted.")

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AlreadyThere(Refusal):
    """The same bytes, brought by somebody who did not take part."""

    code = "replay"
    message = _("This very ballot is in the archive already, and the same one counts once.")


class TooMany(Refusal):
    """One credential cast more ballots than anybody needs."""

    status = 429
    code = "too-many"
    message = _("You voted 30 times. The last ballot counts.")


class NotAsAgreed(Refusal):
    """A part of the keys, a list or a count that doesn't fit."""

    status = 422
    message = _("This does not fit the vote. Read the page again and try once more.")


class NotYet(Refusal):
    """Something that has to come before it is missing."""

    message: Any = _("Something that comes before this is still missing. The page says what.")


class NotCalled(NotYet):
    """Called only with what it needs; `lacks` says in words what that is."""

    def __init__(self, lacks: str) -> None:
        super().__init__(lacks)
        self.message = lacks


class TwoPersons(Refusal):
    """The same person would sign what they entered."""

    status = 403
    message = _("Another officer has to sign what you entered.")
