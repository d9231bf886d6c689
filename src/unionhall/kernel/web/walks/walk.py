"""Walking through the screens: forward, back, to a change and to the end."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.matters import storage
from unionhall.kernel.matters.cleaning import FileRefused
from unionhall.kernel.matters.receipts import new_code
from unionhall.kernel.people.models import Person
from unionhall.kernel.web import addresses, guests, speaking
from unionhall.kernel.web.faults import faults_of
from unionhall.kernel.web.handed_in import asked_texts, is_kept_in
from unionhall.kernel.web.leading import SeeOther
from unionhall.kernel.web.receipts import is_given
from unionhall.kernel.web.walks.draft import DraftLost
from unionhall.kernel.web.walks.ending import Ending
from unionhall.kernel.web.walks.shelf import FIRST
from unionhall.kernel.web.walks.steps import CHECK, Step

FILES_AN_HOUR = 40
THROW = "throw"
SENT_BEFORE = gettext_lazy("This was sent before. What you changed since then was not sent: add it there.")
SENT_AN_HOUR = 30  # from one network address, behind which a whole workplace may be


class Walk(Ending):
    """One question a screen; each is read at an address of its own, and sending it leads on to the next.

    1. What was typed is kept, right or wrong, by the hall and in the form: see `shelf`.
    2. `back` and `step` lead elsewhere without a word; `language` says the same screen in another one.
    3. An answer with errors is led back to, and said there with them; else to the next screen or the summary.
    4. Whoever is signed in as somebody else than before, or no more, reads so before they go on.
    5. At the end every screen is checked once more; the first with an error is shown.
    6. What was sent is not changed from here any more: whoever comes back to it is led to where it stands.
    """

    def passed(self, step: Step, form: Any) -> None:
        """Take over what a valid screen says, and lay files by. It may still add an error to the form."""
        if step.name == "files":
            try:
                self.draft.files = form.laid()
            except FileRefused as refused:
                form.add_error("add", refused.message)
            self.draft.said["files"] = {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """No browser keeps a copy of what somebody writes, for whoever uses it next."""
        answer = super().dispatch(request, *args, **kwargs)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.token:
            return self.lead_to_the_first()
        if refused := self.refused():
            return refused
        if self.take_down():
            return self.led_from_elsewhere() or self._again(self.kwargs["step"])
        return self._first() if self.kwargs["step"] == FIRST else self.gone()

    def _first(self) -> HttpResponseBase:
        """The first screen, with nothing said yet."""
        self.draft = self.begun()
        self.draft.asker = self.asker()
        return self.show(self.steps()[0])

    def _again(self, name: str) -> HttpResponseBase:
        """A screen as it was left; of what was sent, where it stands or the receipt."""
        if self.draft.is_sent:
            sent = self._sent_before()
            return self.arrive(sent, _("This was sent. This is where it stands.")) if sent else self.gone()
        if name == CHECK:
            return self.summarize()
        shown = self.steps()
        return self.show(next((step for step in shown if step.name == name), shown[0]))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.draft = self.read(request)
        except DraftLost as error:
            raise BadRequest from error
        self._take_newer()
        if THROW in request.POST:
            return self._throw()
        code = speaking.chosen(request)
        if not code:
            return self._go_on(request)
        speaking.speak(request, code)
        is_news = self.draft.asker != self.asker()
        answer = self._go_on(request) if is_news or "send" in request.POST else self._say_again()
        speaking.remember(answer, code)
        return answer

    def _take_newer(self) -> None:
        """Go on with what the hall keeps: the form may be older, in another window or brought back."""
        sent = self.draft
        if not addresses.is_of(self.token, self.asker()) or not self.take_down():
            return
        if self.draft.is_sent:
            self.draft = sent
        else:
            self.draft.step, self.draft.asker = sent.step, sent.asker

    def _throw(self) -> HttpResponseBase:
        self.throw()
        return SeeOther(self.heading().get("url") or "/")

    def read(self, request: HttpRequest) -> Any:
        """The draft that came with the form. Raises DraftLost, or BadRequest where it is somebody else's."""
        return self.kept_as.read(request.POST)

    def _go_on(self, request: HttpRequest) -> HttpResponseBase:
        if self.draft.asker != self.asker():
            return self._say_who_asks()
        is_sending = self.draft.step == CHECK and "send" in request.POST
        if not is_sending and (sent := self._sent_before()):
            return self._end(sent, str(SENT_BEFORE))
        if self._has_too_many_tries():
            return self._ask_to_wait()
        if self._has_lost_files():
            return self._ask_for_files()
        if self.draft.step == CHECK:
            return self._from_summary()
        return self._from_step(self.step(self.draft.step))

    def _to(self, step: Step, form: forms.Form | None = None, status: int = 422) -> HttpResponseBase:
        """Lead to a screen, where a form that was not taken says why; unkept it is answered at once."""
        self.draft.refuse(step.name, faults_of(form) if form else [], status)
        self.draft.step = step.name
        return SeeOther(self.address(step.name)) if self._lay_for(step.name) else self.show(step)

    def _to_summary(self, form: forms.Form | None = None, status: int = 422) -> HttpResponseBase:
        """Lead to the summary, or to the first screen that is not right yet."""
        wrong, checked = self.check_all()
        if wrong:
            return self._to(wrong, checked[wrong.name])
        self.draft.refuse(CHECK, faults_of(form) if form else [], status)
        self.draft.is_checked = True
        return SeeOther(self.address(CHECK)) if self._lay_for(CHECK) else self.summarize()

    def _lay_for(self, step: str) -> bool:
        self.draft.step, self.draft.asker = step, self.asker()
        return self.lay()

    def _has_too_many_tries(self) -> bool:
        """Count what costs something, for somebody without an account; sent once more, it costs nothing."""
        if isinstance(self.request.user, Person):
            return False
        if self._hands_in_files() and not guests.is_within(self.request, "file", hourly=FILES_AN_HOUR):
            return True
        is_sent = self.draft.step == CHECK and "send" in self.request.POST
        is_new = is_sent and not is_given(self.draft.code)
        return is_new and not guests.is_within(self.request, "ask", hourly=SENT_AN_HOUR)

    def _ask_to_wait(self) -> HttpResponseBase:
        """Nobody loses their words by having to wait."""
        message = _(
            "Too much was sent from your network in the past hour. Keep this page open, and try later."
        )
        return self._say_first(message, status=429)

    def _say_who_asks(self) -> HttpResponseBase:
        """A session that ended would send in nobody's name, and another one in somebody else's.

        What goes on under another name gets a key and a code of its own: nothing ties it to the draft before.
        """
        if not self._sent_before():
            self.draft.key, self.draft.code = str(uuid4()), new_code()
        if isinstance(self.request.user, Person):
            message = _("You are signed in as %(name)s now. Go on, and it is sent in this name.")
            return self._say_first(message % {"name": self.request.user.name}, status=409)
        message = _(
            "You are not signed in any more. Sign in in another tab and go on here; or go on without an "
            "account, and you get a receipt."
        )
        return self._say_first(message, status=409)

    def _say_first(self, message: str, *, status: int) -> HttpResponseBase:
        """The same screen with what was typed, or the summary, and what to know before it is sent again."""
        if self.draft.step == CHECK:
            form = self._checked()
            form.add_error(None, message)
            return self._to_summary(form, status)
        step = self.step(self.draft.step)
        self.draft.keep(step.name, self.request.POST)
        form = step.form(self.draft)
        form.add_error(None, message)
        return self._to(step, form, status)

    def _checked(self) -> forms.Form:
        """What the summary asks, as it was just answered."""
        form = self.check_form(self.request.POST)
        self.draft.keep_answers(CHECK, form, self.request.POST)
        return form

    def _has_lost_files(self) -> bool:
        """Whether the draft is so old that files laid by for it were swept away; it forgets them."""
        there = [file for file in self.draft.files if storage.has(file["sha256"])]
        has_lost = len(there) < len(self.draft.files)
        self.draft.files = there
        return has_lost

    def _ask_for_files(self) -> HttpResponseBase:
        self.draft.keep(self.draft.step, self.request.POST)
        self.draft.said["files"] = {}
        step = self.step("files")
        form = step.form(self.draft)
        form.add_error("add", _("We keep files two days before you send. Please choose them again."))
        return self._to(step, form)

    def _say_again(self) -> HttpResponseBase:
        """The same screen with what was typed; files just chosen are laid by, lest they be lost."""
        if self.draft.step == CHECK:
            self._checked()
            return self._to_summary()
        step = self.step(self.draft.step)
        self.draft.keep(step.name, self.request.POST)
        return self._from_files(step) if self._hands_in_files() else self._to(step)

    def _hands_in_files(self) -> bool:
        return bool(self.request.FILES) or is_kept_in(self.request.POST)

    def _from_files(self, step: Step) -> HttpResponseBase:
        if self._has_too_many_tries():
            return self._ask_to_wait()
        form = step.form(self.draft, self.request)
        if not form.is_valid():
            return self._say_wrong(step, form)
        self.passed(step, form)
        return self._to(step, form if form.errors else None)

    def _from_summary(self) -> HttpResponseBase:
        form = self._checked()
        if "step" in self.request.POST:
            return self._to(self.step(self.request.POST["step"]))
        if "send" not in self.request.POST:
            return self._to_summary()
        wrong, checked = self.check_all()
        if wrong:
            return self._to(wrong, checked[wrong.name])
        if not form.is_valid():
            return self._to_summary(form)
        return self._end(self.finish({**checked, CHECK: form}))

    def _from_step(self, step: Step) -> HttpResponseBase:
        self.draft.keep(step.name, self.request.POST)
        if "back" in self.request.POST:
            return self._to(self.beside(step, -1) or step)
        form = step.form(self.draft, self.request)
        if not form.is_valid():
            return self._say_wrong(step, form)
        self.passed(step, form)
        if form.errors:
            return self._to(step, form)
        following = None if self.draft.is_checked else self.beside(step, +1)
        return self._to(following) if following else self._to_summary()

    def _say_wrong(self, step: Step, form: forms.Form) -> HttpResponseBase:
        """The errors at their fields; what was chosen beside a file that is refused is kept."""
        if getattr(form, "added", None):
            self.passed(step, form)
        self.draft.said[step.name] |= asked_texts(form)
        return self._to(step, form)
