"""What the desk's moves ask beside a text."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.answering import offices_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.procedures.referring import takers
from unionhall.kernel.rooms import room
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


class HandOverForm(MoveForm):
    """To which colleague: one who serves here and is not a party, recused or in charge already."""

    adviser = forms.ChoiceField(label=_("Who should take it?"))
    field_order = ("adviser", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(each.person_id): each for each in colleagues(self.matter, self.actor)}
        choices = [(key, _named(office)) for key, office in self.colleagues.items()]
        field = cast(forms.ChoiceField, self.fields["adviser"])
        field.choices = [("", _("Please choose")), *choices]
        if not choices:
            field.help_text = _("Nobody else serves here at the moment.")

    def clean_adviser(self) -> Person:
        chosen: Person = self.colleagues[self.cleaned_data["adviser"]].person
        return chosen


def _named(office: Office) -> str:
    return gettext("%(name)s, %(office)s") % {"name": office.person.name, "office": office}


def colleagues(matter: Matter, actor: object) -> list[Office]:
    """One office of each person who could take the matter, the nearest first."""
    parties = matter.parties.values_list("person_id", flat=True)
    unfit = {*matter.recused, *parties, matter.handler_id, getattr(actor, "pk", None)}
    found = offices_up(matter.place, room(matter.room).served_by)
    return list({each.person_id: each for each in reversed(found) if each.person_id not in unfit}.values())[
        ::-1
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
    return {template.pk: template for template in fitting.order_by("service", "pk")}


def _begun(sent: Any, templates: dict[int, AnswerTemplate]) -> dict[str, Any]:
    """What was written so far, with the template's words below."""
    chosen = sent.get("template", "")
    template = templates.get(int(chosen)) if chosen.isascii() and chosen.isdigit() else None
    words = [sent.get("text", "").strip(), str(template.text) if template else ""]
    return {"text": "\n\n".join(each for each in words if each), "key": sent.get("key"), "template": chosen}


class ReferForm(MoveForm):
    """To which body."""

    body = LineField(label=_("Which office or body"), max_length=120)
    field_order = ("body", "text")


class RoomForm(MoveForm):
    """Which room is the right one; only those that take referrals."""

    room = forms.ChoiceField(label=_("Which room"), widget=forms.RadioSelect)
    field_order = ("room", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["room"]).choices = [
            (taker.label, f"{taker.title}{_(': ')}{takes}") for taker, takes in takers(self.matter.room)
        ]


class OtherForm(MoveForm):
    """Another matter of the desk, by its reference; one that the reader can't see doesn't exist."""

    other = LineField(label=_("Reference of the other request"), max_length=40)
    field_order = ("other", "text")

    def clean_other(self) -> Matter:
        parsed = references.parse(self.cleaned_data["other"].strip().upper())
        visible = Matter.objects.visible_to(cast(Person, self.actor)).select_related("place")
        found: Matter | None = visible.filter(room="desk", pk=parsed[2]).first() if parsed else None
        if found is None or found.pk == self.matter.pk:
            raise forms.ValidationError(_("You see no other request of this reference."))
        if found.handler_id != getattr(self.actor, "pk", None):
            raise forms.ValidationError(_("You can join only requests that are both in your hands."))
        if self.move.target == "merged" and found.closed_at:
            raise forms.ValidationError(_("The other request is over. Name one that is still open."))
        return found


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
