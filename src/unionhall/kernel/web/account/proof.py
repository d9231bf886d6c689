"""The page that asks for something besides a number."""

from allauth.account.internal.decorators import login_stage_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unionhall.kernel.people.second_proof import SecondProofStage


class Proof(forms.Form):
    answer = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )

    def __init__(self, stage: SecondProofStage, answers: QueryDict | None = None) -> None:
        super().__init__(answers)
        self.stage = stage
        by_mail = bool(stage.state["code"])
        self.fields["answer"].label = gettext_lazy("Code") if by_mail else gettext_lazy("Member number")

    def clean_answer(self) -> str:
        answer = str(self.cleaned_data["answer"])
        if not self.stage.answer(answer):
            raise forms.ValidationError(_("That is not right. Check each sign."))
        return answer


@login_stage_required(stage=SecondProofStage.key, redirect_urlname="account_login")  # type: ignore[untyped-decorator]
def second_proof(request: HttpRequest) -> HttpResponse:
    """A code by e-mail or the member number; after three tries one begins again."""
    stage: SecondProofStage = request._login_stage  # type: ignore[attr-defined]
    form = Proof(stage, request.POST) if request.method == "POST" else Proof(stage)
    if form.is_bound and form.is_valid():
        answer: HttpResponse = stage.exit()
        return answer
    if not stage.is_open():
        messages.error(request, _("That did not work. Sign in another way, or ask your register keeper."))
        stage.abort()
        return redirect("account_login")
    stage.keep()
    return render(request, "account/second_proof.html", {"form": form, "email": stage.hint()})
