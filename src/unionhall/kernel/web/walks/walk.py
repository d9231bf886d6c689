"""Walking through the screens: forward, back, to a change and to the end, all in one form."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import FileRefused
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.web import guests, speaking
from unionhall.kernel.web.handed_in import ask_again, is_kept_in
from unionhall.kernel.web.receipts import given, is_given
from unionhall.kernel.web.walks.draft import Draft, DraftLost
from unionhall.kernel.web.walks.screens import Screens
from unionhall.kernel.web.walks.steps import CHECK, Step

FILES_AN_HOUR = 40
SENT_AN_HOUR = 30  # from one network address, behind which a whole workplace may be


class Walk(Screens):
    """One question a screen. What was said travels in the form, signed; nothing is stored before the end.

    1. What was typed is kept, right or wrong.
    2. `back` and `step` lead elsewhere without a word; `language` says the same screen in another one.
    3. An answer with errors is shown again with them; else comes the next screen, or the summary.
    4. Whoever is signed in as somebody else than before, or no more, reads so before they go on.
    5. At the end every screen is checked once more; the first with an error is shown.
    6. What was sent is not changed from here any more: whoever comes back to it is led to where it stands.
    """

    kept_as: ClassVar[type[Draft]]
    draft: Any  # a `kept_as`
    receipt_template: ClassVar[str]

    def finish(self, forms_by_step: dict[str, Any]) -> Matter:
        """Make a matter of what was said; under the same draft it is the same one."""
        raise NotImplementedError

    def arrive(self, matter: Matter, note: str = "") -> HttpResponseBase:
        """Where one is led when it is sent, or where `note` says that it was sent before."""
        raise NotImplementedError

    def passed(self, step: Step, form: Any) -> None:
        """Take over what a valid screen says, and lay files by. It may still add an error to the form."""
        if step.name == "files":
            try:
                self.draft.files = form.laid()
            except FileRefused as refused:
                form.add_error("add", refused.message)
            self.draft.said["files"] = {}

    def receipt(self, matter: Matter, note: str) -> HttpResponse:
        """For somebody without an account: the code, and how to come back."""
        sent = [self.draft.hidden(), *(field.as_hidden() for field in self.check_form(self.request.POST))]
        template = self.receipt_template
        return given(self.request, matter, code=self.draft.code, sent=sent, template=template, note=note)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No browser keeps a copy of what somebody writes, for whoever uses it next."""
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.draft = self.read(request)
        except DraftLost as error:
            raise BadRequest from error
        code = speaking.chosen(request)
        if not code:
            return self._go_on(request)
        speaking.speak(request, code)
        is_news = self.draft.asker != self.asker()
        answer = self._go_on(request) if is_news or "send" in request.POST else self._say_again()
        speaking.remember(answer, code)
        return answer

    def read(self, request: HttpRequest) -> Any:
        """The draft that came with the form. Raises DraftLost, or BadRequest where it is somebody else's."""
        return self.kept_as.read(request.POST)

    def _go_on(self, request: HttpRequest) -> HttpResponseBase:
        if self.draft.asker != self.asker():
            return self._say_who_asks()
        is_sending = self.draft.step == CHECK and "send" in request.POST
        if not is_sending and (sent := self._sent_before()):
            return self.arrive(
                sent, _("This was sent before. What you changed since then was not sent: add it there.")
            )
        if self._has_too_many_tries():
            return self._ask_to_wait()
        if self._has_lost_files():
            return self._ask_for_files()
        if self.draft.step == CHECK:
            return self._from_summary()
        return self._from_step(self.step(self.draft.step))

    def _sent_before(self) -> Matter | None:
        entry = Entry.objects.under(self.draft.uid).first()
        return Matter.objects.filter(stream=entry.stream).select_related("place").first() if entry else None

    def _has_too_many_tries(self) -> bool:
        """Count what costs something, for somebody without an account; sent once more, it costs nothing."""
        if isinstance(self.request.user, Person):
            return False
        if self._hands_in_files() and not guests.is_within(self.request, "file", hourly=FILES_AN_HOUR):
            return True
        is_sent = self.draft.step == CHECK and "send" in self.request.POST
        is_new = is_sent and not is_given(self.draft.code)
        return is_new and not guests.is_within(self.request, "ask", hourly=SENT_AN_HOUR)

    def _ask_to_wait(self) -> HttpResponse:
        """Nobody loses their words by having to wait."""
        message = _(
            "Too much was sent from your network in the past hour. Keep this page open, and try later."
        )
        return self._say_first(message, status=429)

    def _say_who_asks(self) -> HttpResponse:
        """A session that ended would send in nobody's name, and another one in somebody else's."""
        if isinstance(self.request.user, Person):
            message = _("You are signed in as %(name)s now. Go on, and it is sent in this name.")
            return self._say_first(message % {"name": self.request.user.name}, status=409)
        message = _(
            "You are not signed in any more. Sign in in another tab and go on here; or go on without an "
            "account, and you get a receipt."
        )
        return self._say_first(message, status=409)

    def _say_first(self, message: str, *, status: int) -> HttpResponse:
        """The same screen with what was typed, or the summary, and what to know before it is sent again."""
        if self.draft.step == CHECK:
            form = self.check_form(self.request.POST)
            form.add_error(None, message)
            answer = self.summarize(form)
        else:
            step = self.step(self.draft.step)
            self.draft.keep(step.name, self.request.POST)
            form = step.form(self.draft)
            form.add_error(None, message)
            answer = self.show(step, form)
        answer.status_code = status
        return answer

    def _has_lost_files(self) -> bool:
        """Whether the draft is so old that files laid by for it were swept away; it forgets them."""
        there = [file for file in self.draft.files if storage.has(file["sha256"])]
        has_lost = len(there) < len(self.draft.files)
        self.draft.files = there
        return has_lost

    def _ask_for_files(self) -> HttpResponse:
        self.draft.keep(self.draft.step, self.request.POST)
        self.draft.said["files"] = {}
        step = self.step("files")
        form = step.form(self.draft)
        form.add_error("add", _("We keep files two days before you send. Please choose them again."))
        return self.show(step, form)

    def _say_again(self) -> HttpResponseBase:
        """The same screen with what was typed; files just chosen are laid by, lest they be lost."""
        if self.draft.step == CHECK:
            return self.summarize(self.check_form(initial=self.request.POST.dict()))
        step = self.step(self.draft.step)
        self.draft.keep(step.name, self.request.POST)
        if self._hands_in_files():
            return self._from_files(step)
        return self.show(step)

    def _hands_in_files(self) -> bool:
        return bool(self.request.FILES) or is_kept_in(self.request.POST)

    def _from_files(self, step: Step) -> HttpResponseBase:
        if self._has_too_many_tries():
            return self._ask_to_wait()
        form = step.form(self.draft, self.request)
        if not form.is_valid():
            return self._say_wrong(step, form)
        self.passed(step, form)
        return self.show(step, form if form.errors else None)

    def _from_summary(self) -> HttpResponseBase:
        if "step" in self.request.POST:
            return self.show(self.step(self.request.POST["step"]))
        if "send" not in self.request.POST:
            return self.summarize()
        form = self.check_form(self.request.POST)
        wrong, checked = self.check_all()
        if wrong:
            return self.show(wrong, checked[wrong.name])
        if not form.is_valid():
            return self.summarize(form)
        return self.arrive(self.finish({**checked, CHECK: form}))

    def _from_step(self, step: Step) -> HttpResponseBase:
        self.draft.keep(step.name, self.request.POST)
        if "back" in self.request.POST:
            return self.show(self.beside(step, -1) or step)
        form = step.form(self.draft, self.request)
        if not form.is_valid():
            return self._say_wrong(step, form)
        self.passed(step, form)
        if form.errors:
            return self.show(step, form)
        following = None if self.draft.is_checked else self.beside(step, +1)
        return self.show(following) if following else self.summarize()

    def _say_wrong(self, step: Step, form: forms.Form) -> HttpResponse:
        """The errors at their fields; what was chosen beside a file that is refused is kept."""
        if not getattr(form, "added", None):
            return self.show(step, form)
        self.passed(step, form)
        again = step.build({}, {}, prefix=step.name)
        ask_again(form, again)
        for name, faults in form.errors.as_data().items():
            again.add_error(name if name in again.fields else None, faults)
        return self.show(step, again)
