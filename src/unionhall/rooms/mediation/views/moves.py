"""The moves that ask more than a text."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from unionhall.kernel.contract import Fact
from unionhall.kernel.matters.receipts import code_from, digest_of
from unionhall.kernel.procedures.sentences import say_day
from unionhall.kernel.squares import square
from unionhall.kernel.web.moves import MoveForm, MoveView
from unionhall.kernel.web.rows import address_of
from unionhall.rooms.mediation.forms import agreement, moves, times
from unionhall.rooms.mediation.models import Invitation
from unionhall.rooms.mediation.papers.shown import agreed_text
from unionhall.rooms.mediation.papers.sides import language_of_other_side
from unionhall.rooms.mediation.post import invitations
from unionhall.rooms.mediation.procedure import (
    agreeing,
    choosing,
    electing,
    going_on,
    inviting,
    sending,
    talking,
)
from unionhall.rooms.mediation.views.papers import LINK, address_with


class LinkView(MoveView):
    """A move that makes a link, which is shown once."""

    move = inviting.write_to_other_side
    shown_again = True

    def language(self) -> str:
        """The one in which whoever gets the letter most likely reads it."""
        return language_of_other_side(self.matter)

    def arguments(self, form: MoveForm) -> dict[str, Any]:
        return {"codes": [code_from(form.cleaned_data["key"], LINK)]}

    def result(self, request: HttpRequest, form: MoveForm, code: str = "") -> HttpResponse | None:
        """The link, its square and the form that makes the letter, as long as nobody used it."""
        key = form.cleaned_data["key"]
        link = code_from(key, LINK)
        found = Invitation.objects.filter(matter=self.matter, digest=digest_of(link), used_at=None).first()
        if found is None:
            return None
        context = {
            **self.context(form),
            "address": address_with(link),
            "link_code": link,
            "square": square(address_with(link), _("The link as a square for the camera")),
            "until": say_day(found.until.astimezone(self.matter.place.zone).date()),
            "key": key,
            "language": self.language(),
            "code": code,
            "reference": self.matter.reference,
            "back": address_of(self.matter),
            "facts": [],
            "walk": bool(code),
        }
        return render(request, "mediation/link.html", context)


class ColleagueView(LinkView):
    move = inviting.let_colleague_in

    def language(self) -> str:
        return get_language() or ""


class SendInvitation(MoveView):
    """The letter stands above the button in each language, and to whom it goes."""

    move = sending.send_invitation
    template_name = "mediation/send.html"

    def form(self, sent: QueryDict | None = None, files: Any = None) -> MoveForm:
        form = super().form(sent, files)
        form.fields["written_in"].initial = language_of_other_side(self.matter)
        return form

    def context(self, form: MoveForm) -> dict[str, Any]:
        said = {"count": sending.times_sent(self.matter), "most": sending.MOST}
        about = [
            Fact(_("To this address"), invitations.recipient(self.matter)),
            Fact(_("Sent so far"), _("%(count)s of %(most)s times") % said),
        ]
        language = form["written_in"].value()
        return {**super().context(form), "about": about, "letters": self._letters(), "language": language}

    def _letters(self) -> list[dict[str, str]]:
        until, found = inviting.last_day(self.matter), []
        for code, _name in settings.LANGUAGES:
            with override(code):
                name = get_language_info(code)["name_local"]
                found.append({"code": code, "language": name, **invitations.shown(self.matter, until)})
        return found


class Leave(MoveView):
    """Whoever left sees nothing of the dispute any more, so a page of its own says that it is done."""

    move = electing.leave

    def result(self, request: HttpRequest, form: MoveForm, code: str = "") -> HttpResponse | None:
        return render(request, "mediation/left.html", {"has_code": bool(code), "walk": bool(code)})


class Propose(MoveView):
    move = choosing.propose
    form_class = moves.ProposeForm

    def arguments(self, form: MoveForm) -> dict[str, Any]:
        assert isinstance(form, moves.ProposeForm)
        return {"mediators": form.mediators()}


class ProposeTimes(MoveView):
    move = talking.propose_times
    form_class = times.TimesForm

    def arguments(self, form: MoveForm) -> dict[str, Any]:
        assert isinstance(form, times.TimesForm)
        return {"times": form.times()}


class ChooseTimes(MoveView):
    move = talking.choose_times
    form_class = times.ChoiceForm


class AnswerProposal(MoveView):
    """The proposal stands above the question."""

    move = talking.answer_proposal
    template_name = "mediation/answer.html"

    def context(self, form: MoveForm) -> dict[str, Any]:
        proposal = self.matter.messages.filter(number=talking.proposal_of(self.matter)).first()
        return {**super().context(form), "proposal": proposal.text if proposal else ""}


class WriteDraft(MoveView):
    move = agreeing.draft
    form_class = agreement.DraftForm
    fields_template = "mediation/parts/draft_fields.html"

    def arguments(self, form: MoveForm) -> dict[str, Any]:
        assert isinstance(form, agreement.DraftForm)
        return {"words": form.cleaned_data["words"], "promises": form.promises()}


class Sign(MoveView):
    """The text stands above the button, with its digest; who signs shows anew who they are."""

    move = agreeing.sign
    form_class = agreement.SignForm
    template_name = "mediation/sign.html"
    needs_proof = True

    def arguments(self, form: MoveForm) -> dict[str, Any]:
        return {"digest": form.cleaned_data["digest"]}

    def context(self, form: MoveForm) -> dict[str, Any]:
        return {**super().context(form), "agreement": agreed_text(self.matter), "facts": []}


class Conclude(Sign):
    move = agreeing.conclude


class WriteMilestone(MoveView):
    move = going_on.write_milestone
    form_class = moves.MilestoneForm
