"""The question for another matter: its reference is typed, or one that is likely meant is chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unionhall.kernel.matters import references
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import Actor
from unionhall.kernel.people.models import Person
from unionhall.kernel.web.fields import LineField
from unionhall.kernel.web.rows import Row


class OtherWidget(forms.TextInput):
    """A box for the reference, and below it those to choose from; what was typed goes before."""

    template_name = "web/parts/other.html"
    near: list[Row]

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def value_from_datadict(self, sent: Any, files: Any, name: str) -> Any:
        typed = super().value_from_datadict(sent, files, name)
        return typed if typed and typed.strip() else sent.get(_chosen(name), typed)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        is_chosen = any(row["reference"] == value for row in self.near)
        context = super().get_context(name, "" if is_chosen else value, attrs)
        context["widget"] |= {"near": self.near, "chosen_name": _chosen(name), "chosen": value}
        return context


def _chosen(name: str) -> str:
    return f"{name}_near"


class OtherField(LineField):
    """Another matter of the room by its reference; its value is the matter, or None."""

    widget = OtherWidget

    def __init__(self, matter: Matter, actor: Actor, near: list[Row], **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.matter, self.actor, self.widget.near = matter, actor, near

    def clean(self, value: Any) -> Any:
        reference = super().clean(value)
        parsed = references.parse(reference.strip().upper()) if reference else None
        if not reference:
            return None
        found = self._find(parsed[2]) if parsed and parsed[0] == self.matter.room else None
        if found is None:
            raise ValidationError(_("You see no other request of this reference."))
        return found

    def _find(self, number: int) -> Matter | None:
        if not isinstance(self.actor, Person) or number == self.matter.pk:
            return None
        seen = Matter.objects.visible_to(self.actor).filter(room=self.matter.room, pk=number)
        found: Matter | None = seen.select_related("place").first()
        return found
