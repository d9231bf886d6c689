"""Translations: what is found in the source, and what counts as unfinished."""

import gettext
from pathlib import Path

import pytest

from unionhall import catalogs

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
def greet(name, count):
    _("Good morning, %(name)s") % {"name": name}
    ngettext("%(count)d request", "%(count)d requests", count)
    pgettext("of a month", "May")
"""
PAGE = """{% load i18n %}
  <p>{% trans "It's open" %}</p>
     <b>{% blocktrans count n=rows|length trimmed %}
        One row
     {% plural %}
        {{ n }} rows
     {% endblocktrans %}</b>
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with a kernel, a room and two instruments, each with messages."""
    choir = tmp_path / "rooms" / "choir"
    (choir / "templates").mkdir(parents=True)
    (tmp_path / "kernel").mkdir()
    (tmp_path / "kernel" / "greeting.py").write_text(CODE)
    for name, code in (("loom", 'cloth = _("Cloth")'), ("wool", "")):
        (tmp_path / "instruments" / name).mkdir(parents=True)
        (tmp_path / "instruments" / name / "weaving.py").write_text(code or 'yarn = _("Yarn")')
    (tmp_path / "instruments" / "loom" / "apps.py").touch()
    (choir / "apps.py").write_text('title = _("Choir")')
    (choir / "templates" / "page.html").write_text(PAGE)
    monkeypatch.setattr(catalogs, "HOUSE", tmp_path)
    monkeypatch.setattr(catalogs, "LANGUAGES", ("zh_Hans",))
    list(catalogs.update_all())
    return tmp_path


def po(house: Path, part: str) -> Path:
    return house / part / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def translate(path: Path, message: str, words: str) -> None:
    """Fill in one empty message."""
    text = path.read_text()
    assert f'msgid "{message}"\nmsgstr ""' in text
    path.write_text(text.replace(f'msgid "{message}"\nmsgstr ""', f'msgid "{message}"\nmsgstr "{words}"'))


def test_messages_of_code_and_pages_are_found_in_the_catalog_of_their_room(house: Path) -> None:
    kernel, room = po(house, "kernel").read_text(), po(house, "rooms/choir").read_text()
    for message in ("Good morning, %(name)s", "%(count)d requests", "May", 'msgctxt "of a month"'):
        assert message in kernel
    for message in ("Choir", "It's open", "One row", "%(n)s rows"):
        assert message in room
        assert message not in kernel


def test_an_instrument_that_is_an_app_has_a_catalog_of_its_own(house: Path) -> None:
    assert "Cloth" in po(house, "instruments/loom").read_text()
    assert "Cloth" not in po(house, "kernel").read_text()
    assert "Yarn" in po(house, "kernel").read_text()


def test_everything_is_unfinished_at_first(house: Path) -> None:
    assert len(list(catalogs.unfinished())) == 8
    assert all("not translated" in line for line in catalogs.unfinished())


def test_a_translation_without_its_placeholder_is_unfinished(house: Path) -> None:
    translate(po(house, "kernel"), "Good morning, %(name)s", "早上好")
    assert any("other placeholders: 'Good morning" in line for line in catalogs.unfinished())
    translate_again = po(house, "kernel").read_text().replace('"早上好"', '"%(name)s，早上好"')
    po(house, "kernel").write_text(translate_again)
    assert not any("Good morning" in line for line in catalogs.unfinished())


def test_a_fuzzy_translation_is_unfinished(house: Path) -> None:
    path = po(house, "rooms/choir")
    translate(path, "Choir", "合唱团")
    path.write_text(path.read_text().replace('msgid "Choir"', '#, fuzzy\nmsgid "Choir"'))
    assert any("fuzzy: 'Choir'" in line for line in catalogs.unfinished())


def test_a_message_that_left_the_source_is_obsolete_until_the_next_update(house: Path) -> None:
    (house / "rooms" / "choir" / "apps.py").write_text("")
    assert any("obsolete: 'Choir'" in line for line in catalogs.unfinished())
    list(catalogs.update_all())
    assert not any("Choir" in line for line in catalogs.unfinished())


def test_a_new_message_is_missing_until_the_next_update(house: Path) -> None:
    (house / "rooms" / "choir" / "apps.py").write_text('title = _("Choir")\nmore = _("Orchestra")')
    assert any("missing: 'Orchestra'" in line for line in catalogs.unfinished())


def test_a_message_that_two_rooms_say_differently_is_unfinished(house: Path) -> None:
    for part, words in (("instruments/loom", "布"), ("rooms/choir", "布料")):
        (house / part / "more.py").write_text('cloth = _("Cloth")')
        list(catalogs.update_all())
        translate(po(house, part), "Cloth", words)
    (found,) = [line for line in catalogs.unfinished() if "two ways" in line]
    assert found.startswith("zh_Hans: 'Cloth' is said in two ways")
    for part, words in (("instruments/loom", "布"), ("rooms/choir", "布料")):
        text = po(house, part).read_text().splitlines()
        file = po(house, part).relative_to(house)
        line = text.index('msgid "Cloth"') + 1
        assert f"'{words}' in {file}:{line}" in found
    assert "pgettext" in found


def test_an_update_keeps_translations_and_changes_nothing_twice(house: Path) -> None:
    path = po(house, "rooms/choir")
    translate(path, "Choir", "合唱团")
    path.write_text(path.read_text().rstrip() + "\n")
    trimmed = path.read_bytes()
    list(catalogs.update_all())
    assert path.read_bytes() == trimmed
    assert "合唱团" in trimmed.decode()


def test_compiled_words_are_those_of_the_file(house: Path) -> None:
    translate(po(house, "rooms/choir"), "Choir", "合唱团")
    assert catalogs.compile_all() == 3
    assert catalogs.compile_all() == 0
    with po(house, "rooms/choir").with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Choir") == "合唱团"
