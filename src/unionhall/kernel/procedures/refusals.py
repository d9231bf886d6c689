"""Why a move can't be made. The pages say it in words; the API as a status."""

from typing import Any

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A move that was not made; nothing was changed."""

    status = 409
    heading: Any = ""  # of the page, where "not possible any more" is not what it is
    message: Any = _("That is not possible now.")


class NotAllowed(Refusal):
    """This person may not make this move."""

    status = 403
    message = _("You can see this matter, but this step is not yours to take.")


class NotNow(Refusal):
    """The matter is in a state from which the move doesn't lead, often since somebody else was faster."""

    message = _(
        "This step is not possible any more: somebody else has moved the matter on. Look where it stands now."
    )


class KeyReused(Refusal):
    """An idempotency key was used before for something else."""

    status = 422
    message = _("This form was already sent for something else. Open it again and send it once more.")


class TakenBack(Refusal):
    """What was made under this key was taken back since; under a fresh key it can be made anew."""

    message = _("You sent this before and took it back. Send it once more, and it is done anew.")


class Incomplete(Refusal):
    """A move lacks something it demands, such as a reason."""

    status = 422
    message = _("Please write a reason.")
