"""Why an office can't be proposed or signed."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.procedures.refusals import Refusal


class AlreadyHeld(Refusal):
    """The person holds that very office on some of these days."""

    message = _("This person holds that office there on some of these days already.")


class WrongDays(Refusal):
    """The office would begin in the past, end before it begins, or last longer than the rule allows."""

    status = 422
    message = _("An office begins today or later, and it has an end within the time that the rule allows.")


class IsOver(Refusal):
    """The days for which it was proposed have passed."""

    message = _("The days of this proposal are over. Propose it anew.")


class ProposerLeft(Refusal):
    """Who proposed it does not decide on such offices any more: one signature is missing."""

    message = _("Who proposed this does not decide on such offices any more. Somebody else can propose it.")


class TheLast(Refusal):
    """Nobody else decides on offices here."""

    message = _(
        "Nobody else here decides on offices. Somebody has to hold such an office before you lay yours down."
    )
