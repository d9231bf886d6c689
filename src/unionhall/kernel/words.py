"""Words that a union writes itself, in each of the hall's languages."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _


class Words(dict[str, str]):
    """The same words by language code; `str()` gives those of the reader's language.

    A language without words falls back to the hall's first language, then to any that has some.
    """

    def __str__(self) -> str:
        if said := self.get(get_language() or ""):
            return said
        for code in (*self.related(), settings.LANGUAGE_CODE):
            if self.get(code):
                return self[code]
        return next((words for words in self.values() if words), "")

    def related(self) -> list[str]:
        """Codes of the other script of the reader's language: better than a foreign tongue."""
        mine = (get_language() or "").partition("-")[0]
        return [code for code in self if code.partition("-")[0] == mine]

    def __html__(self) -> str:
        from django.utils.html import escape

        return escape(str(self))


def said_in_all(say: Callable[[], str]) -> Words:
    """What is said in each of the hall's languages."""
    said = Words()
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = say()
    return said


class WordsField(models.JSONField):
    """A JSON column of the shape `{"en": "…", "zh-hans": "…", "zh-hant": "…"}`, read as `Words`."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words | None:
        plain = super().from_db_value(value, expression, connection)
        return None if plain is None else Words(plain)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return Words(value) if isinstance(value, dict) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if isinstance(value, str):
            value = {settings.LANGUAGE_CODE: value}
        if isinstance(value, dict):
            value = Words(value)
            setattr(model_instance, self.attname, value)
        return value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, dict) or set(value) - {code for code, _name in settings.LANGUAGES}:
            raise ValidationError(_("Give the words for each language."))
        if not any(value.values()) and not self.blank:
            raise ValidationError(_("Write it in one language at least."))
