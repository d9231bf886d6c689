"""Words that a union writes itself: the reader's language first, never nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import override_settings
from django.utils.translation import override

from unionhall.kernel.places.models import Place
from unionhall.kernel.words import Words, WordsField

BUS = Words({"en": "Bus", "zh-hans": "班车", "zh-hant": "接駁車"})


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_each_reader_reads_their_own(language: str) -> None:
    with override(language):
        assert str(BUS) == BUS[language]


def test_the_other_script_is_better_than_another_tongue() -> None:
    with override("zh-hant"):
        assert str(Words({"en": "Bus", "zh-hans": "班车"})) == "班车"


def test_a_regional_reader_reads_the_language() -> None:
    with override("en-gb"):
        assert str(Words({"zh-hans": "班车", "en": "Bus"})) == "Bus"


def test_a_language_without_words_falls_back_to_the_halls_first() -> None:
    with override("zh-hans"):
        assert str(Words({"en": "Bus", "zh-hans": "", "zh-hant": ""})) == "Bus"


def test_any_words_are_better_than_none() -> None:
    with override("en"), override_settings(LANGUAGE_CODE="en"):
        assert str(Words({"zh-hans": "班车"})) == "班车"


def test_no_words_are_an_empty_text() -> None:
    assert str(Words()) == ""


def test_without_a_language_the_halls_own_is_read() -> None:
    with override(None):
        assert str(BUS) == "Bus"


def test_markup_in_words_is_only_text() -> None:
    words = Context({"words": Words({"en": "<b>Bus</b>"})})
    assert Template("{{ words }}").render(words) == "&lt;b&gt;Bus&lt;/b&gt;"


def union_called(name: object) -> Place:
    return Place.objects.add(
        None, kind="union", name=name, time_zone="UTC", calendar="CN", rule_pack="generic"
    )


def test_words_come_back_from_the_database_as_words(db: None) -> None:
    made = Place.objects.add(
        None, kind="union", name=BUS, time_zone="UTC", calendar="CN", rule_pack="generic"
    )
    read = Place.objects.get(pk=made.pk)
    assert isinstance(read.name, Words)
    assert read.name == BUS


def test_a_plain_text_is_kept_under_the_halls_language(db: None) -> None:
    made = Place.objects.add(
        None, kind="union", name="Mill", time_zone="UTC", calendar="CN", rule_pack="generic"
    )
    assert Place.objects.get(pk=made.pk).name == {"en": "Mill"}


@pytest.mark.parametrize("wrong", [[], "Bus", {"fr": "Autobus"}, {"en": ""}, {"en": "", "zh-hans": ""}])
def test_what_is_not_words_by_language_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        WordsField().clean(wrong, None)


def test_an_optional_field_may_be_empty_in_every_language() -> None:
    assert WordsField(blank=True).clean({"en": ""}, None) == {"en": ""}
