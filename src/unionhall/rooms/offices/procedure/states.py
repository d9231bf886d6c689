"""The stations of a proposal, and what limits each."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.procedures.declaration import Limit, Procedure, State

SIGN = _("sign or say why not")
ACCEPT = _("accept it or decline")

offices = Procedure(
    "offices",
    start="proposed",
    line=("proposed", "accepted", "signed"),
    states={
        "proposed": State(
            _("Proposed"),
            _("Say whether you accept. Nothing begins before you do."),
            limits=(
                Limit("offices.reminder", overdue="remind", act=ACCEPT, reminds=True),
                Limit("offices.consent", overdue="report_silence", act=ACCEPT),
            ),
            waits=True,
            staff_title=_("Waiting for the person to accept"),
        ),
        "accepted": State(
            _("With a second officer"),
            _("An officer who did not propose it signs, or says why not."),
            limits=(Limit("offices.signature", overdue="escalate", act=SIGN),),
        ),
        "escalated": State(
            _("With another officer"),
            _("It took too long. Somebody else signs, or says why not."),
            limits=(Limit("offices.signature", overdue="escalate", act=SIGN),),
            after="accepted",
        ),
        "appealed": State(
            _("Appeal"),
            _("Somebody who did not decide before looks at it again."),
            limits=(Limit("offices.appeal_answer", overdue="hand_up_appeal", act=_("decide")),),
            after="accepted",
        ),
        "signed": State(_("Signed by two"), _("It stands on the page of offices."), final=True),
        "refused": State(
            _("Not agreed"), _("You can appeal; somebody else will decide."), final=True, after="accepted"
        ),
        "declined": State(_("Not accepted"), _("The office does not begin."), final=True, after="proposed"),
        "laid_down": State(_("Laid down"), _("The office has ended."), final=True, after="proposed"),
    },
)

UNSIGNED = ("accepted", "escalated")
OPEN = ("proposed", *UNSIGNED, "appealed")
