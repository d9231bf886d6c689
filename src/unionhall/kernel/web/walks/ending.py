"""The end of a walk: the matter that was made, and where one is led then, however often one comes back."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseBase
from django.utils.safestring import SafeString

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.leading import SeeOther
from unionhall.kernel.web.receipts import given
from unionhall.kernel.web.walks.shelf import Shelf

RECEIPT = "receipt"


class Ending(Shelf):
    """What a walk makes, and how it is shown to whoever asked."""

    draft: Any  # a `kept_as`
    receipt_template: ClassVar[str]

    def finish(self, forms_by_step: dict[str, Any]) -> Matter:
        """Make a matter of what was said; under the same draft it is the same one."""
        raise NotImplementedError

    def arrive(self, matter: Matter, note: str = "") -> HttpResponseBase:
        """Where one is led when it is sent, or where `note` says that it was sent before."""
        raise NotImplementedError

    def receipt(self, matter: Matter, note: str) -> HttpResponseBase:
        """For somebody without an account: the code, and how to come back; at an address of its own."""
        if not self.is_kept:
            form = self.check_form(self.request.POST)
            return self._given(matter, note, [self.draft.hidden(), *(each.as_hidden() for each in form)])
        if self.kwargs.get("step") == RECEIPT:
            return self._given(matter, self.draft.note)
        return SeeOther(self.address(RECEIPT))

    def _given(self, matter: Matter, note: str, sent: Iterable[SafeString] = ()) -> HttpResponse:
        template = self.receipt_template
        return given(self.request, matter, code=self.draft.code, sent=sent, template=template, note=note)

    def _end(self, matter: Matter, note: str = "") -> HttpResponseBase:
        """Keep of the draft no more than what shows the way to the matter, for whoever comes back to it."""
        whole, self.draft = self.draft, self.draft.sent(note)
        if not self.lay():
            self.draft = whole
        return self.arrive(matter, note)

    def _sent_before(self) -> Matter | None:
        entry = Entry.objects.under(self.draft.uid).first()
        return Matter.objects.filter(stream=entry.stream).select_related("place").first() if entry else None
