"""A coordinator writes a service: one language at a time, lines added and taken out, nothing typed lost."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.walking import Browser
from unionhall.rooms.desk.catalogue import find_offered
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.tests.test_catalogue import written

if TYPE_CHECKING:
    from tests.town import Town

EDIT = "/desk/catalogue/transport/edit/"


@pytest.fixture
def client() -> Client:
    return Browser()


@pytest.fixture
def editor(town: "Town", client: Client) -> Client:
    client.force_login(town.coordinator)
    return client


def tabs(page: str) -> list[str]:
    """The languages in their order, each with its mark; the one that is shown with an asterisk."""
    found = re.findall(r'<input type="radio" name="tongue"[^>]*?( checked)?><label[^>]*>(.*?)</label>', page)
    return [("*" if shown else "") + re.sub(r"<[^>]+>", " ", label).strip() for shown, label in found]


@pytest.mark.parametrize(
    ("press", "said"),
    [
        ("add paper", 'name="paper-rows" value="0 1"'),
        ("drop paper-0", 'name="paper-rows" value=""'),
        ("add question-0-choice", 'name="question-0-choice-rows" value="0 1 2"'),
        ("drop question-0-choice-0", 'name="question-0-choice-rows" value="1"'),
        ("up question-0-choice-1", 'name="question-0-choice-rows" value="1 0"'),
        ("add question-5-choice", 'name="question-rows" value="0"'),
    ],
)
def test_a_line_is_added_or_taken_out_and_all_that_was_typed_stays(
    editor: Client, press: str, said: str
) -> None:
    page = editor.post(EDIT, written(line=press, amount="soon", title_en="<b>"))
    text = page.content.decode()
    assert page.status_code == 200
    assert said in text
    for typed in (
        'value="soon"',
        'value="&lt;b&gt;"',
        'value="班车"',
        'value="Which line?"',
        'value="Line B"',
    ):
        assert typed in text
    assert 'class="error"' not in text
    assert ServiceVersion.objects.count() == 1


def test_what_was_added_and_moved_is_published_in_its_order(editor: Client) -> None:
    rows: dict[str, Any] = {
        "paper-rows": "2 0",
        "paper-2-paper_en": "Your badge",
        "paper-1-paper_en": "Not this",
    }
    assert editor.post(EDIT, written(publish="1", **rows)).status_code == 302
    version = find_offered("transport")
    assert version is not None
    assert version.papers == [{"en": "Your badge"}, {"en": "Your pass"}]
    assert [each["key"] for each in version.questions[0]["values"]] == ["a", "c1"]


def test_no_more_than_twelve_papers_fit(editor: Client) -> None:
    full = " ".join(map(str, range(12)))
    page = editor.post(EDIT, written(line="add paper", **{"paper-rows": full})).content.decode()
    assert f'name="paper-rows" value="{full}"' in page
    assert 'value="add paper"' not in page


def test_the_reader_s_own_language_comes_first_and_each_says_what_it_lacks(editor: Client) -> None:
    page = editor.get(EDIT).content.decode()
    assert [name.split()[0] for name in tabs(page)] == ["*English", "简体中文", "繁體中文"]
    own = {"accept-language": "zh-hant"}
    page = editor.post(EDIT, written(line="add paper"), headers=own).content.decode()
    assert tabs(page)[0].startswith("*繁體中文")
    assert page.index('name="title_zh_hant"') < page.index('name="title_en"')
    page = editor.post(EDIT, written(line="add paper", tongue="zh-hans")).content.decode()
    assert [re.sub(r"\s+", " ", name) for name in tabs(page)] == [
        "English",
        "*简体中文 3 missing",
        "繁體中文 4 missing",
    ]


def test_the_language_with_an_error_is_marked_and_shown(editor: Client) -> None:
    wrong = {"question-0-choice-1-name_zh_hans": "<b>", "tongue": "en"}
    page = editor.post(EDIT, written(publish="1", **wrong)).content.decode()
    assert re.sub(r"\s+", " ", tabs(page)[1]) == "*简体中文 1 to mend"
    assert 'href="#id_question-0-choice-1-name_zh_hans">Choice 2: ' in page
    assert '<details class="question" open>' in page


def test_what_is_lacking_is_asked_for_in_the_reader_s_language_with_all_other_errors(editor: Client) -> None:
    wrong = written(publish="1", title_en="", title_zh_hans="", amount="0", **{"question-0-choice-rows": ""})
    answer = editor.post(EDIT, wrong, headers={"accept-language": "zh-hans"})
    form = answer.context["form"]
    assert sorted(form.errors) == ["amount", "title_zh_hans"]
    assert list(form.questions.rows[0].errors) == ["datatype"]
    assert answer.content.decode().count('role="alert"') == 1


def test_enter_takes_nothing_out(editor: Client) -> None:
    """A browser presses the first button of a form."""
    page = editor.get(EDIT).content.decode()
    form = page[page.index('<form method="post" novalidate') :]
    assert 'name="preview"' in re.findall(r"<button[^>]*>", form)[0]


def test_words_that_people_search_by_are_shown_whole(editor: Client) -> None:
    said = " ".join(["timetable"] * 40)
    page = editor.post(EDIT, written(line="add paper", keywords_en=said)).content.decode()
    rows = re.search(r'<textarea name="keywords_en"[^>]* rows="(\d+)"', page)
    assert rows is not None
    assert int(rows[1]) > 10
