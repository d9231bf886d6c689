"""What the scripts of the booth and of the key holders say, by the code of what they found."""

from typing import Any

from django.utils.translation import gettext_lazy as _

SAID: dict[str, Any] = {
    "connection-not-secure": _(
        "This page did not come over a secure connection, and browsers encrypt on such pages only."
    ),
    "browser-too-old": _("This browser is too old to encrypt. Use a newer one, or vote on paper."),
    "credential-length": _("A credential has 15 characters. Some are missing, or there are too many."),
    "credential-letters": _("A character in it is in no credential. There is no 0, O, I or l."),
    "credential-check-digit": _(
        "A character is wrong: the last one doesn't fit the others. Compare it again."
    ),
    "credential": _("This credential is not on the list of this vote. Is it for another vote?"),
    "choices-shape": _("Answer each question."),
    "too-few-choices": _("You chose too few answers."),
    "too-many-choices": _("You chose too many answers."),
    "blank-with-choices": _("You chose blank and an answer. Choose one or the other."),
    "page-differs": _(
        "What this page shows is not what stands in the archive. Do not vote here; tell somebody."
    ),
    "not-open": _("This vote is not open any more."),
    "not-on-the-roll": _("You are not on the roll of this vote."),
    "voted-on-paper": _("You voted on paper at the table, and everybody votes once."),
    "replay": _("This very ballot is in the archive already."),
    "too-many": _("You voted 30 times. The last ballot counts."),
    "sign-in": _("You were signed out. Sign in again in another window, then press the button once more."),
    "lost": _("No answer came. Press the button once more: it is counted once, however often you do."),
    "not-loaded": _("The vote could not be loaded. Load this page anew."),
    "refused": _("It was not accepted. Load the page anew and try again."),
    "tracker-differs": _(
        "The hall answered with another tracker than yours. Do not trust it; tell somebody."
    ),
    "opened": _("It holds what you chose. An opened ballot is thrown away; make a new one to cast."),
    "ballot-not-as-opened": _("It does not hold what you chose. Do not vote here; tell somebody."),
    "key-unreadable": _("This is not the file that was saved, or not all of it."),
    "key-not-in-election": _("This key is not one of this vote."),
    "key-proof": _("A published key is not right. Do not go on; talk to the others."),
    "election-key-differs": _(
        "The key of the vote is not made of the keys that you all published. Do not go on."
    ),
    "ballots-still-open": _("The vote is not closed yet."),
    "too-few-ballots": _("There are too few ballots. They are never opened."),
    "decrypted-before": _("This key has opened something before in this browser, and it does so once only."),
    "tally-differs": _("The recorded sum is not the sum of the ballots. Do not open it; tell everybody."),
    "share-differs": _(
        "What somebody dealt to you does not fit what they published. Stop, and begin anew together."
    ),
    "share-missing": _("Somebody has not dealt to you yet."),
    "message-unreadable": _("A sealed letter to you can't be opened. Stop, and begin anew together."),
    "message-other-setup": _("A letter belongs to another set of key holders. Begin anew together."),
    "certificate": _("A certificate is not right. Stop, and talk to the others."),
    "polynomial": _("What somebody published is not signed by them. Stop, and talk to the others."),
    "names-differ": _("The same name stands there twice. Make them different, by a number say."),
    "count-range": _("Write one name a line, or how many credentials you need."),
    "weight-range": _("A weight is a whole number from 1."),
    "archive": _("The archive is not as it must be. Do not go on; tell everybody."),
    "other": _("Something is wrong: the check failed. Do not go on; tell somebody."),
    "working": _("Your browser is encrypting …"),
    "checking": _("Your browser is checking every ballot …"),
    "sending": _("Sending …"),
    "sent": _("Sent and accepted."),
    "progress": _("{done} of {total}"),
}


def said_by_scripts() -> list[tuple[str, Any]]:
    """Codes and sentences, for the page to hold ready."""
    return list(SAID.items())
