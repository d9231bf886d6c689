"""What is refused, and why."""


class Refused(Exception):
    """Something that others wrote and that this package does not take."""


class Invalid(Refused):
    """Dishonest or damaged content.

    Attributes:
        kind: the class of the fault, a short fixed word (`signature`, `replay`, `tally` …).
        message: what is wrong, in one line.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(kind, message)
        self.kind = kind
        self.message = message

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


class Unreadable(Refused):
    """What can't be parsed, or belongs to another version, group or kind of question."""
