"""Files that are handed in: cleaned at their field, and texts of which only the sender can say how they read.

Such a text travels in the form, with a question beside it, so that nobody has to choose the file again.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Self

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from unionhall.kernel.encodings import KNOWN, Guess, label
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import CleanFile, FileRefused, TextUnsure, clean
from unionhall.kernel.matters.cleaning.refusals import refusal

LARGEST_KEPT = 64 * 1024  # bytes of a text that travels in a form
MOST_KEPT = 5
KEPT, NAMED, READS, NEITHER = "-kept-", "-named-", "-reads-", "neither"


class Kept(SimpleUploadedFile):
    """A text that came before, and the encoding in which it reads right, once they said so."""

    def __init__(self, name: str, content: bytes, reads: str) -> None:
        super().__init__(name or "text.txt", content, content_type="text/plain")
        self.reads = reads


@dataclass(frozen=True)
class Doubt:
    """A text that can be read in several ways."""

    name: str
    content: bytes
    readings: Sequence[Guess]

    @property
    def packed(self) -> str:
        return base64.b64encode(self.content).decode()

    def choices(self) -> list[tuple[str, SafeString]]:
        """Each reading by its lines, and none of them."""
        read = [(each.encoding, _said(each)) for each in self.readings]
        return [*read, (NEITHER, conditional_escape(_("None of these looks right")))]


def _said(reading: Guess) -> SafeString:
    return format_html(
        '<span class="reading"><bdi>{}</bdi><small>{}</small></span>',
        reading.text_sample,
        label(reading.encoding),
    )


class HandedIn(forms.FileInput):
    """A file, or several with `takes_several`; below it, a question for each text that can't be told."""

    template_name = "web/parts/handed_in.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, takes_several: bool = False) -> None:
        self.allow_multiple_selected = takes_several
        self.doubts: list[Doubt] = []
        super().__init__(attrs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        copied = super().__deepcopy__(memo)
        copied.doubts = []
        return copied

    def value_from_datadict(self, said: Mapping[str, Any], files: Any, name: str) -> Any:
        sent = super().value_from_datadict(said, files, name)
        kept = [*_kept(said, name)]
        if self.allow_multiple_selected:
            return [*(sent or ()), *kept]
        return sent or next(iter(kept), None)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["questions"] = [_question(name, at, doubt) for at, doubt in enumerate(self.doubts)]
        return context


def _question(name: str, at: int, doubt: Doubt) -> dict[str, Any]:
    asked = forms.RadioSelect(choices=doubt.choices())
    return {
        "doubt": doubt,
        "kept": f"{name}{KEPT}{at}",
        "named": f"{name}{NAMED}{at}",
        "choices": asked.render(f"{name}{READS}{at}", None, {"id": f"id_{name}{READS}{at}"}),
    }


def _kept(said: Mapping[str, Any], name: str) -> Iterator[Kept]:
    for at in range(MOST_KEPT):
        packed = said.get(f"{name}{KEPT}{at}")
        if not packed:
            return
        try:
            content = base64.b64decode(packed, validate=True)
        except (binascii.Error, ValueError):
            continue
        yield Kept(said.get(f"{name}{NAMED}{at}", ""), content, _reads(said.get(f"{name}{READS}{at}", "")))


def _reads(chosen: str) -> str:
    """What was chosen, where that is one of the choices; empty while nothing was."""
    return chosen if chosen in {"", *KNOWN} else NEITHER


def asked_texts(form: forms.Form) -> dict[str, list[str]]:
    """The texts that a form asks about, as it would send them, without an answer yet."""
    asked: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        for at, doubt in enumerate(getattr(field.widget, "doubts", ())):
            asked[f"{form.add_prefix(name)}{KEPT}{at}"] = [doubt.packed]
            asked[f"{form.add_prefix(name)}{NAMED}{at}"] = [doubt.name]
    return asked


def is_kept_in(said: Mapping[str, Any]) -> bool:
    """Whether a form carries a text that came before."""
    return any(KEPT in name for name in said)


def cleaned(upload: Any, widget: forms.Widget) -> CleanFile:
    """The file as it may be kept. Raises FileRefused; where asking helps, the widget asks then."""
    encoding = getattr(upload, "reads", "")
    try:
        return clean(
            upload, upload.name or "", limit=storage.LIMIT, tongue=get_language() or "", encoding=encoding
        )
    except TextUnsure as unsure:
        upload.seek(0)
        if isinstance(widget, HandedIn) and upload.size <= LARGEST_KEPT:
            widget.doubts.append(Doubt(upload.name or "", upload.read(), unsure.readings))
            raise refusal("asked") from unsure
        raise


def renamed(file: CleanFile, upload: Any) -> dict[str, str]:
    """What its sender called it, by its new name, where that says another kind of file."""
    called = upload.name or ""
    kinds = [PurePath(name).suffix.lower().replace(".jpeg", ".jpg") for name in (called, file.name)]
    return {file.name: called} if kinds[0] and kinds[0] != kinds[1] else {}


def say_renamed(name: str, called: str) -> str:
    told = {"name": name, "called": called}
    return _("%(name)s (you sent %(called)s; we go by what is in it)") % told


def go_on_asking(form: forms.Form, typed: Mapping[str, Any]) -> None:
    """Have a form that isn't judged ask what it asked before, as in another language."""
    for name, field in form.fields.items():
        if isinstance(field.widget, HandedIn):
            for kept in _kept(typed, form.add_prefix(name)):
                kept.reads = ""
                with suppress(FileRefused):
                    cleaned(kept, field.widget)


def ask_again(form: forms.Form, begun: forms.Form) -> None:
    """Have a form that was made anew ask what the one before it asked."""
    for name, field in form.fields.items():
        if isinstance(field.widget, HandedIn) and name in begun.fields:
            begun.fields[name].widget.doubts = field.widget.doubts
