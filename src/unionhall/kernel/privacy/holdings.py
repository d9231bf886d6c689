"""What the hall holds of people, sorted by what a person meets: the record of processing, as code.

Every model says in `holds` which of its columns belong to which; one that nobody declared stops the check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from django.utils.translation import gettext_lazy as _

Words = Any  # str or a lazy translation


class Basis(Enum):
    """Why the hall may hold it: GDPR art. 6 and 9, China's PIPL art. 13 and 29."""

    MEMBERSHIP = _("to serve you as a member: GDPR art. 6(1)(b) and 9(2)(d), PIPL art. 13(2)")
    LAW = _("a duty that the law lays on the union: GDPR art. 6(1)(c), PIPL art. 13(3)")
    CONSENT = _("you wrote or chose it yourself: GDPR art. 6(1)(a) and 9(2)(a), PIPL art. 13(1) and 29")


@dataclass(frozen=True, eq=False)
class Holding:
    """One kind of what is held.

    Attributes:
        title, what: as the member reads it. readers, keep: who reads it, and until when it is there.
        purpose: what for. basis: why the hall may.
        internal: free text that a case's handlers write for each other; other free text its member reads.
    """

    name: str
    title: Words
    what: Words
    purpose: Words
    basis: Basis
    readers: Words
    keep: Words
    internal: bool = False


Holds: TypeAlias = Mapping["Holding | Impersonal", str]  # names of columns, divided by spaces


@dataclass(frozen=True, eq=False)
class Impersonal:
    """Columns that hold nothing of a person, and why."""

    why: str


OFFICERS = _("You, and who handles your matter at its place.")
WITH_ACCOUNT = _("As long as you have your account, and after you left for as long as your union says.")
WITH_CASE = _("As long as its matter; the time after its end stands below for each room.")

ACCOUNT = Holding(
    "account",
    _("Your account"),
    _("One name as you write it, your member number, your language and the day you joined."),
    _("So that people know whom they serve."),
    Basis.MEMBERSHIP,
    _("You, the register keeper of your branch, and who handles a matter of yours."),
    WITH_ACCOUNT,
)
CONTACT = Holding(
    "contact",
    _("How to reach you"),
    _("E-mail address, telephone number, and the channels and hours that you chose for notices."),
    _("To sign in, to find you when you stand at the counter, and to tell you what happens in your matters."),
    Basis.MEMBERSHIP,
    _("You and the register keeper of your branch. Whoever looks somebody up types the whole number."),
    WITH_ACCOUNT,
)
SIGN_IN = Holding(
    "sign-in",
    _("Signing in"),
    _("A digest of your password, your passkeys and codes, and when you signed in last."),
    _("So that nobody else signs in as you."),
    Basis.MEMBERSHIP,
    _("Nobody. The hall compares them."),
    WITH_ACCOUNT,
)
SESSIONS = Holding(
    "sessions",
    _("Where you are signed in"),
    _("The kind of browser in plain words and since which day; no address, no device."),
    _("So that you see and end your own sessions."),
    Basis.MEMBERSHIP,
    _("You."),
    _("Until you sign out, two weeks at most."),
)
MEMBERSHIP = Holding(
    "membership",
    _("Your membership"),
    _("At which branch you are a member, from which day until which day, and the code on your card."),
    _("Branches serve their members, and who is a member has a voice."),
    Basis.MEMBERSHIP,
    _("You and the register keeper of your branch."),
    _("For good, as days and places of somebody without a name once your account is erased."),
)
OFFICES = Holding(
    "office",
    _("Offices"),
    _("Who holds which office where, from which day until which day, and who proposed and signed it."),
    _("Members must know who answers for what."),
    Basis.MEMBERSHIP,
    _("The members."),
    _("For good, as days and places of somebody without a name once the account is erased."),
)
CASE = Holding(
    "case",
    _("Your matters"),
    _("What it is about as a service, who brought it, who handles it, its places, days and limits."),
    _("So that your matter has an owner, a limit and a next step."),
    Basis.MEMBERSHIP,
    OFFICERS,
    WITH_CASE,
)
CASE_TEXT = Holding(
    "case-text",
    _("What you write, answer and attach"),
    _("Your words, your answers to a service's questions, a place, messages, files cleaned of hidden data."),
    _("So that somebody can help you with it."),
    Basis.CONSENT,
    OFFICERS,
    WITH_CASE,
)
DRAFTS = Holding(
    "drafts",
    _("Drafts"),
    _("What you typed in a form and have not sent yet, sealed so that whoever reads the tables can't."),
    _("So that nothing is lost when you go back, are called away or your telephone dies."),
    Basis.CONSENT,
    _("You alone. Without an account: whoever has the address of the page in the browser."),
    _("Until you send it or throw it away, its matter ends, or 14 days; without an account two hours."),
)
INTERNAL_NOTES = Holding(
    "internal-notes",
    _("What handlers note on a matter"),
    _("Messages between handlers about the case, never about a person."),
    _("So that a colleague can go on with it."),
    Basis.MEMBERSHIP,
    _("Who handles the matter at its place, and you when you ask for it."),
    WITH_CASE,
    internal=True,
)
RATING = Holding(
    "rating",
    _("How you rate the service"),
    _("One to five, and what you add. It rates the service, never a person."),
    _("To call you back when you were not satisfied."),
    Basis.CONSENT,
    _("You and the quality officer."),
    WITH_CASE,
)
NOTICES = Holding(
    "notices",
    _("Notices"),
    _(
        "That something happened in a matter of yours or in a vote, when you were told and over which "
        "channel."
    ),
    _("So that you are told, once."),
    Basis.MEMBERSHIP,
    _("You."),
    _("As long as the matter, or as the roll of the vote."),
)
LISTS = Holding(
    "lists",
    _("Lists you named"),
    _("The names you gave to filters of your worklist, and what they show."),
    _("So that you find again what you look at often."),
    Basis.CONSENT,
    _("You."),
    _("Until you delete it."),
)
PROGRAMS = Holding(
    "programs",
    _("Programs that act for you"),
    _("The name you gave a program, a digest of its token, what it may do and until when."),
    _("So that a program of yours can act for you, and you can stop it."),
    Basis.CONSENT,
    _("You."),
    _("Until you end it, and 30 days longer."),
)
READINGS = Holding(
    "readings",
    _("Who read your data"),
    _("Which person opened what of yours, in which office, when and what for."),
    _("So that you see who read your data."),
    Basis.LAW,
    _("You see the office, the place and the time."),
    _("For five years."),
)
JOURNAL = Holding(
    "journal",
    _("The journal"),
    _("That something happened, when, and by which reference; no name and no text."),
    _("So that nobody can alter unseen what happened."),
    Basis.LAW,
    OFFICERS,
    _("For good. Once an account is erased its reference names nobody."),
)
GUESTS = Holding(
    "guests",
    _("Asking without an account"),
    _(
        "A digest of your receipt's code, and of an e-mail address that wants no letters. Of your address in "
        "the network only a count under a key that is thrown away daily."
    ),
    _("So that you alone can follow your request, and nobody floods the hall."),
    Basis.CONSENT,
    _("Nobody. The hall compares them."),
    _("The digest as long as the request, the count for an hour."),
)
JOBS = Holding(
    "jobs",
    _("Work in progress"),
    _("References of matters and letters on which the hall still works."),
    _("So that nothing is lost when a program stops."),
    Basis.MEMBERSHIP,
    _("Nobody."),
    _("Until it is done, a few days longer where it failed."),
)

ORDER = (
    *(ACCOUNT, CONTACT, MEMBERSHIP, CASE, CASE_TEXT, DRAFTS, INTERNAL_NOTES, RATING, NOTICES, READINGS),
    *(GUESTS, OFFICES, SIGN_IN, SESSIONS, LISTS, PROGRAMS, JOURNAL, JOBS),
)

KEY = Impersonal("a number or key that names a row and nothing else")
CATALOGUE = Impersonal("what a union offers, not who asks for it")
PLACES = Impersonal("places and their public addresses")
TOPICS = Impersonal("what notices tell of that is nobody's, such as a vote; not who is told")
RULES = Impersonal("rules, and numbers that hide small groups")
MACHINERY = Impersonal("what keeps the programs running")
CHANCE = Impersonal("chance, so that nobody can try out what a digest was made of")
