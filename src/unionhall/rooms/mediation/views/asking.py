"""Asking for mediation: a member with an account, or a guest with nothing but a browser."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.matters.receipts import digest_of
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.places.locate import current_atlas, open_places
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.packs import pack
from unionhall.kernel.procedures.sentences import say_amount
from unionhall.kernel.web.origin import same_origin
from unionhall.kernel.web.rows import address_of
from unionhall.kernel.web.walks import Step, Walk
from unionhall.rooms.mediation.forms.beginning import ConsentForm, WhereForm
from unionhall.rooms.mediation.forms.draft import DisputeDraft
from unionhall.rooms.mediation.procedure import beginning
from unionhall.rooms.mediation.referrals import FROM
from unionhall.rooms.mediation.views.referred import said_before
from unionhall.rooms.mediation.views.steps import dispute, dispute_steps, subject_of, where_step


class DisputeWalk(Walk):
    """Bring a dispute, one question a screen."""

    kept_as: ClassVar = DisputeDraft
    draft: DisputeDraft
    receipt_template = "mediation/receipt.html"

    def heading(self) -> dict[str, Any]:
        return {"title": _("Ask for mediation"), "url": reverse("mediation:front")}

    def is_sealed(self) -> bool:
        return True


@method_decorator(same_origin, name="dispatch")
class Ask(DisputeWalk):
    """Ask for oneself. A guest's pages set no cookie; the receipt is shown once, at the end."""

    confirm = gettext_lazy("Send it to mediation")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not current_atlas().places:
            raise NobodyAnswers
        return super().dispatch(request, *args, **kwargs)

    def begun(self) -> DisputeDraft:
        draft = DisputeDraft()
        for step, said in said_before(self.person, self.request.GET.get(FROM, "")).items():
            draft.begin(step, **said)
        return draft

    def steps(self) -> list[Step]:
        own = self._own_places()
        where = where_step(own or open_places(), own=bool(own)) if len(own) != 1 else None
        return dispute_steps(self.draft, where, is_named=self.person is not None)

    def promise(self) -> str:
        """How long it may take until it is taken on, by the rule of the place that was chosen."""
        rule = pack(self._place().pack).get("mediation.acceptance", on=timezone.localdate())
        words = _("The chair of mediation takes it on within %(time)s and invites the other side.")
        return words % {"time": say_amount(rule.unit, rule.amount)}

    def _place(self) -> Place:
        """Where it goes; only when the screen that asks it is valid."""
        own = self._own_places()
        if len(own) == 1:
            return own[0]
        form = self.step("where").form(self.draft)
        assert isinstance(form, WhereForm)
        form.full_clean()
        return form.where()

    def check_form(self, sent: Any = None, initial: Any = None) -> forms.Form:
        form = forms.Form if self.person else ConsentForm
        return form(sent, initial=initial)

    def finish(self, forms_by_step: dict[str, Any]) -> Matter:
        actor: Actor = self.person or Guest()
        where = forms_by_step.get("where")
        place = where.where() if where else self._own_places()[0]
        matter = beginning.new_matter(subject_of(forms_by_step), place, subject=self.person)
        return beginning.bring(
            beginning.ask,
            matter,
            actor=actor,
            dispute=dispute(forms_by_step),
            files=self.draft.files,
            receipt="" if self.person else digest_of(self.draft.code),
            key=self.draft.uid,
        )

    def arrive(self, matter: Matter, note: str = "") -> HttpResponseBase:
        if self.person is None:
            return self.receipt(matter, note)
        sent = _("Your dispute was sent. Here you see at any time where it stands.")
        messages.success(self.request, note or sent)
        return redirect(address_of(matter))

    def _own_places(self) -> list[Place]:
        return self.person.own_places() if self.person else []
