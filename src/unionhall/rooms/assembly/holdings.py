"""What the assembly holds of people, beyond what the kernel declares."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.privacy.holdings import Basis, Holding

SEATS = Holding(
    "seats",
    _("Seats in the congress"),
    _(
        "Which seat you hold or held, for whom, from which day until which day, and by which vote. The log "
        "of a meeting keeps, by the seat's number, when it asked to speak, took that back and had the word."
    ),
    _("Members must know who speaks and votes for them."),
    Basis.MEMBERSHIP,
    _("The members."),
    _("For good, as the seat of somebody without a name once your account is erased."),
)
CANDIDACIES = Holding(
    "candidacies",
    _("Standing for a seat"),
    _("That you stood in an election of delegates, and how many votes you had in all. Never from whom."),
    _("So that whoever votes knows whom for, and everybody can add the result up again."),
    Basis.MEMBERSHIP,
    _("The members."),
    _("For good, as somebody without a name once your account is erased."),
)
PRESENCE = Holding(
    "presence",
    _("Being in the room"),
    _("That you are in the hall of a congress now, so that it can decide. Never when you came or left."),
    _("So that a quorum is counted and nobody is counted twice."),
    Basis.MEMBERSHIP,
    _("You. Everybody reads how many are there, and nobody who."),
    _("Until you leave, and never after the meeting."),
)
OPEN_VOTES = Holding(
    "congress-votes",
    _("Open votes in the congress"),
    _("What you said as a delegate in a vote by name."),
    _("Whom a delegate votes for can be asked of them by those who elected them."),
    Basis.MEMBERSHIP,
    _("The members."),
    _("For good, as a vote of somebody without a name once your account is erased."),
)
MOTIONS = Holding(
    "motions",
    _("Motions in the congress"),
    _("Which motions and amendments you proposed or seconded as a delegate."),
    _("A motion is answered to its proposer, and members must know who brought it."),
    Basis.MEMBERSHIP,
    _("The members."),
    _("For good, as a motion of somebody without a name once your account is erased."),
)
ASKED_BY = Holding(
    "asked-with-name",
    _("Questions to the management with your name"),
    _("Which questions you asked with your name. Of those without it nothing says that they are yours."),
    _("So that others know who asks, where you want them to."),
    Basis.CONSENT,
    _("The members, and the management representative."),
    _("As long as the question. It is somebody without a name once your account is erased."),
)
SUPPORT = Holding(
    "question-support",
    _("Support for a question"),
    _("A mark that is made of a secret of the hall, the question day and you. It names nobody."),
    _("So that nobody is counted twice."),
    Basis.CONSENT,
    _("Nobody. Everybody reads how many there are, from ten on."),
    _("Until the question is answered or taken back."),
)
REPORTS = Holding(
    "reports-back",
    _("Reports back from the congress"),
    _("What you wrote, as a delegate, to those who elected you, and when."),
    _("So that members know what was done in their name."),
    Basis.MEMBERSHIP,
    _("The members."),
    _("As long as the meeting, as that of somebody without a name once your account is erased."),
)
