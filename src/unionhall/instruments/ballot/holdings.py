"""What the ballot holds of people, and what it holds of nobody."""

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.privacy.holdings import Basis, Holding, Impersonal

TURNOUT = Holding(
    "turnout",
    _("Votes"),
    _("That you are on the roll of a vote and whether you took part. Never when, and never how you voted."),
    _("So that everybody votes once, and members can check the roll."),
    Basis.MEMBERSHIP,
    _("You. Officers at the table of a paper vote see it of somebody who stands before them."),
    _("A year after the vote, unless your union says otherwise."),
)
REGISTRATION = Holding(
    "vote-credential",
    _("Your key to a vote"),
    _("The public half of the credential that your browser made for a vote, until the vote opens."),
    _("So that your ballot can be told from a stranger's without your name on it."),
    Basis.CONSENT,
    _("Nobody. The hall puts it on a public list without names and forgets whose it was."),
    _("Until the vote opens."),
)
NAMED = Holding(
    "open-vote",
    _("Open votes"),
    _("What you chose in a vote that is open by name."),
    _("Some votes are taken by name, and the page says so before you vote."),
    Basis.MEMBERSHIP,
    _("Who may vote in it."),
    _("For good, as a vote of somebody without a name once your account is erased."),
)
TRUST = Holding(
    "vote-trust",
    _("Trust in votes"),
    _("That you hold a key of a vote, called it, or counted and signed its paper ballots."),
    _("Members must know who held which key and who counted."),
    Basis.MEMBERSHIP,
    _("Who may vote in it."),
    _("For good. Once an account is erased its reference names nobody."),
)
BOX = Impersonal("the public archive of a ballot, which nothing ties to a person")
QUESTIONS = Impersonal("what a vote asks, and when; not who answers")
