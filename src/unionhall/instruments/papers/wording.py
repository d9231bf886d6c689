"""What the forms themselves say, in the language that is active."""

from django.utils.translation import pgettext


def words() -> dict[str, str]:
    """Every label of the templates by its name there."""
    return {**_of_every_paper(), **_of_a_letter(), **_of_parties(), **_of_minutes(), **_of_a_case()}


def _of_every_paper() -> dict[str, str]:
    return {
        "reference": pgettext("paper", "Reference"),
        "day": pgettext("paper", "Date"),
        "pages": pgettext("paper", "Page {page} of {pages}"),
        "place_and_day": pgettext("paper", "Place and date"),
        "undrawn": pgettext(
            "paper",
            "Some signs can't be printed here. In their place stands their number in Unicode, "
            "in square brackets.",
        ),
    }


def _of_a_letter() -> dict[str, str]:
    return {
        "letter": pgettext("paper", "Letter"),
        "open": pgettext("paper", "Open this address, or point a telephone's camera at the square"),
        "once": pgettext("paper", "It opens once."),
        "until": pgettext("paper", "Valid until {day}."),
        "enclosures": pgettext("paper", "Enclosed"),
    }


def _of_parties() -> dict[str, str]:
    return {
        "agreement": pgettext("paper", "Agreement"),
        "version": pgettext("paper", "Version"),
        "parties": pgettext("paper", "Parties"),
        "represented_by": pgettext("paper", "represented by {name}"),
        "clauses": pgettext("paper", "What is agreed"),
        "promises": pgettext("paper", "Who does what by when"),
        "who": pgettext("paper", "Who"),
        "what": pgettext("paper", "What"),
        "due": pgettext("paper", "By"),
        "signatures": pgettext("paper", "Signatures"),
        "digest": pgettext("paper", "Digest of the agreed text (SHA-256)"),
        "digest_said": pgettext(
            "paper", "The text in the hall with this digest is the one that was accepted, to the letter."
        ),
        "digest_nameless": pgettext(
            "paper",
            "The digest is that of the text as it was accepted, with a name that was erased from the hall "
            "since. It stands in every print that was made before.",
        ),
    }


def _of_minutes() -> dict[str, str]:
    return {
        "minutes": pgettext("paper", "Minutes"),
        "certificate": pgettext("paper", "Certificate"),
        "valid_until": pgettext("paper", "Valid until"),
        "opened": pgettext("paper", "Opened"),
        "closed": pgettext("paper", "Closed"),
        "where": pgettext("paper", "Where"),
        "chair": pgettext("paper", "In the chair"),
        "secretary": pgettext("paper", "Minutes kept by"),
        "tasks": pgettext("minutes", "Who does what by when"),
        "doer": pgettext("minutes", "Who"),
        "present": pgettext("paper", "Present"),
        "present_said": pgettext(
            "paper", "{present} of {entitled} entitled to vote; {quorum} are needed for a decision"
        ),
        "carried": pgettext("paper", "Carried"),
        "rejected": pgettext("paper", "Rejected"),
        "votes": pgettext("paper", "{yes} for, {no} against, {abstained} abstained"),
    }


def _of_a_case() -> dict[str, str]:
    return {
        "case_file": pgettext("paper", "File for arbitration"),
        "to": pgettext("paper", "To"),
        "claims": pgettext("paper", "What is claimed"),
        "facts": pgettext("paper", "Facts and reasons"),
        "timeline": pgettext("paper", "What happened when"),
        "evidence": pgettext("paper", "List of evidence"),
        "number": pgettext("paper", "No."),
        "piece": pgettext("paper", "Evidence"),
        "source": pgettext("paper", "From"),
        "shows": pgettext("paper", "What it shows"),
        "leaves": pgettext("paper", "Pages"),
        "digests": pgettext("paper", "Digests of the files (SHA-256)"),
    }
