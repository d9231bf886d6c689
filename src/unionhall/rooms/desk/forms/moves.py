"""What the desk's moves ask beside a text."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.web.fields import LineField, StoryField
from unionhall.kernel.web.moves import MoveForm
from unionhall.rooms.desk.models import AnswerTemplate
from unionhall.rooms.desk.procedure.after import BAD

RATINGS = [
    (5, _("Very good: it is settled, and I was treated well")),
    (4, _("Good")),
    (3, _("Fair: it helped a little")),
    (2, _("Poor: please call me back")),
    (1, _("Very poor: please call me back")),
]


class TemplateChoice(forms.Select):
    """A list with a button beside it, which puts the chosen words into the answer."""

    template_name = "desk/template_choice.html"


class AnswerForm(MoveForm):
    """The answer, begun from a template if one likes: `use` fills the words in and sends nothing."""

    template = forms.ChoiceField(label=_("Start from"), required=False, widget=TemplateChoice)
    field_order = ("template", "text")

    def __init__(self, sent: Any = None, files: Any = None, **kwargs: Any) -> None:
        templates = templates_for(kwargs["matter"])
        is_use = sent is not None and "use" in sent
        initial = _begun(sent, templates) if is_use else {}
        super().__init__(*((None, None) if is_use else (sent, files)), initial=initial, **kwargs)
        if templates:
            choices = [(str(pk), str(template.title)) for pk, template in templates.items()]
            cast(forms.ChoiceField, self.fields["template"]).choices = [("", _("An empty page")), *choices]
        else:
            del self.fields["template"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values.pop("template", None)
        return values


def templates_for(matter: Matter) -> dict[int, AnswerTemplate]:
    """The templates of the matter's service and those of all services, by primary key."""
    fitting = AnswerTemplate.objects.filter(service__code=matter.kind) | AnswerTemplate.objects.filter(
        service=None
    )
    return {template.pk: template for template in fitting.current().order_by("service", "pk")}


def _begun(sent: Any, templates: dict[int, AnswerTemplate]) -> dict[str, Any]:
    """What was written so far, with the template's words below."""
    chosen = sent.get("template", "")
    template = templates.get(int(chosen)) if chosen.isascii() and chosen.isdigit() else None
    words = [sent.get("text", "").strip(), str(template.text) if template else ""]
    return {"text": "\n\n".join(each for each in words if each), "key": sent.get("key"), "template": chosen}


class RatingForm(MoveForm):
    """How the service was."""

    rating = forms.TypedChoiceField(
        label=_("How was the service?"), choices=RATINGS, coerce=int, widget=forms.RadioSelect
    )
    comment = StoryField(label=_("What should we know?"), max_length=2_000, required=False)
    reach = LineField(
        label=_("How do we reach you?"),
        required=False,
        help_text=_(
            "Only if we should call you back: a telephone number, an e-mail address or when you are where. "
            "Only the person who calls reads it."
        ),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        is_bad = values.get("rating", BAD + 1) <= BAD
        if is_bad and not values.get("reach") and not self.has_error("reach"):
            self.add_error("reach", _("Say how we reach you, so that somebody can call you back."))
        return values


class BadRatingForm(RatingForm):
    """How bad it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["rating"])
        field.choices = [choice for choice in RATINGS if choice[0] <= BAD]
        self.fields["reach"].required = True
        self.fields["reach"].help_text = _(
            "A telephone number, an e-mail address or when you are where. Only the person who calls reads it."
        )
