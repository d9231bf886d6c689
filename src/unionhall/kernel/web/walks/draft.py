"""What somebody has said so far: kept by the hall, sealed, and carried in the form in case it is not."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unionhall.kernel.matters.receipts import new_code
from unionhall.kernel.web.faults import Faults

NAME = "draft"


class DraftLost(ValueError):
    """A draft that this hall did not sign."""


@dataclass
class Draft:
    """What is on its way. A walk that has to remember more adds its fields, and a salt of its own.

    Attributes:
        key: makes sending it twice count once. code: the guest's receipt code.
        said: what was typed, by step and field, right or wrong. files: what was cleaned and laid by.
        is_checked: the summary was reached, so a changed answer leads back to it.
        asker: who was signed in when the screen was shown, 0 for nobody.
        officer: who takes it down for somebody, and alone goes on with it; 0 for whoever asks for themselves.
        person: for whom they do, 0 for nobody in particular. hits: who was found for that.
        wrong: the screen that was sent and not taken. faults: what is said there. status: with which answer.
        is_sent: nothing of it is left but the way to where it stands. note: what the receipt says beside.
    """

    salt: ClassVar[str]

    key: str = field(default_factory=lambda: str(uuid4()))
    code: str = field(default_factory=new_code)
    step: str = ""
    said: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    is_checked: bool = False
    asker: int = 0
    officer: int = 0
    person: int = 0
    hits: list[int] = field(default_factory=list)
    wrong: str = ""
    faults: Faults = field(default_factory=list)
    status: int = 200
    is_sent: bool = False
    note: str = ""

    @classmethod
    def read(cls, sent: QueryDict) -> Self:
        """The draft in a form that was sent; DraftLost if it was written by anybody else."""
        try:
            kept = signing.loads(sent.get(NAME, ""), salt=cls.salt)
        except signing.BadSignature as error:
            raise DraftLost from error
        return cls(**kept)

    @property
    def uid(self) -> UUID:
        return UUID(self.key)

    def hidden(self) -> SafeString:
        """The draft as a hidden field."""
        value = signing.dumps(asdict(self), salt=self.salt, compress=True)
        return format_html('<input type="hidden" name="{}" value="{}">', NAME, value)

    def keep(self, step: str, sent: QueryDict) -> None:
        """Remember what was typed at a step."""
        self._take(step, sent, (name for name in sent if name.startswith(f"{step}-")))

    def keep_answers(self, step: str, form: forms.Form, sent: QueryDict) -> None:
        """Remember what was answered in a form whose fields don't bear the name of their step."""
        self._take(step, sent, (name for name in form.fields if name in sent))

    def _take(self, step: str, sent: QueryDict, names: Iterable[str]) -> None:
        self.said[step] = {name: sent.getlist(name)[:50] for name in names}

    def typed(self, step: str) -> MultiValueDict[str, str] | None:
        """What was typed at a step, or None before it was reached."""
        return MultiValueDict(self.said[step]) if step in self.said else None

    def begin(self, step: str, **said: str) -> None:
        """Begin a step with what is known before anybody typed."""
        self.said[step] = {f"{step}-{name}": [value] for name, value in said.items()}

    def refuse(self, step: str, faults: Faults, status: int) -> None:
        """Remember what to say at a step that was not taken; no faults: nothing."""
        self.wrong, self.faults, self.status = (step, faults, status) if faults else ("", [], 200)

    def sent(self, note: str) -> Self:
        """What is left of it: the way to where it stands, without a word of what was asked."""
        kept = {name: getattr(self, name) for name in ("key", "code", "asker", "officer", "person")}
        return type(self)(**kept, is_sent=True, note=note)
