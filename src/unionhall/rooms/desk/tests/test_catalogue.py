"""The catalogue as everybody reads it, and as a coordinator changes it."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils.translation import override

from tests.walking import Browser
from unionhall.kernel.places.models import Place
from unionhall.kernel.things import changing
from unionhall.rooms.desk.catalogue import find_offered, load_starter, wording
from unionhall.rooms.desk.demo import answers
from unionhall.rooms.desk.forms.fields import DATATYPES
from unionhall.rooms.desk.models import AnswerTemplate, Service, ServiceVersion, Window

if TYPE_CHECKING:
    from tests.town import Town

LANGUAGES = ["en", "zh-hans", "zh-hant"]


@pytest.fixture
def client() -> Client:
    return Browser()


@pytest.fixture
def editor(town: "Town", client: Client) -> Client:
    client.force_login(town.coordinator)
    return client


def written(**fields: Any) -> dict[str, Any]:
    """What the form of a service sends: words, one paper, one question with choices."""
    return {
        "title_en": "Buses",
        "title_zh_hans": "班车",
        "amount": 3,
        "unit": "days",
        "level": "area",
        "paper-rows": "0",
        "paper-0-paper_en": "Your pass",
        "question-rows": "0",
        "question-0-label_en": "Which line?",
        "question-0-datatype": "singlevaluelist",
        "question-0-required": "on",
        "question-0-choice-rows": "0 1",
        "question-0-choice-0-key": "a",
        "question-0-choice-0-name_en": "Line A",
        "question-0-choice-0-name_zh_hans": "甲线",
        "question-0-choice-0-name_zh_hant": "甲線",
        "question-0-choice-1-name_en": "Line B",
        **fields,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_windows_and_services_in_their_language(
    town: "Town", client: Client, language: str
) -> None:
    load_starter()
    windows = client.get("/desk/", headers={"accept-language": language}).content.decode()
    service = client.get(
        "/desk/services/work-injury/", headers={"accept-language": language}
    ).content.decode()
    version = Service.objects.get(code="work-injury").current
    assert version is not None
    assert version.title[language] in windows
    assert version.papers[0][language].replace("'", "&#x27;") in service
    assert 'href="/desk/ask/work-injury/"' in service


def test_a_member_reads_who_answers_and_a_stranger_does_not(town: "Town", client: Client) -> None:
    assert "Sam Steward" not in client.get("/desk/services/transport/").content.decode()
    client.force_login(town.member)
    assert "Sam Steward" in client.get("/desk/services/transport/").content.decode()


def test_a_coordinator_publishes_a_new_version(town: "Town", editor: Client) -> None:
    matter = town.desk.ask()
    assert editor.post("/desk/catalogue/transport/edit/", written(publish="1")).status_code == 302
    version = find_offered("transport")
    assert version is not None
    assert (version.number, version.amount, version.unit, version.made_by) == (2, 3, "days", town.coordinator)
    assert version.title == {"en": "Buses", "zh-hans": "班车"}
    assert version.papers == [{"en": "Your pass"}]
    assert version.questions[0]["values"][0] == {
        "key": "a",
        "name": {"en": "Line A", "zh-hans": "甲线", "zh-hant": "甲線"},
    }
    matter.refresh_from_db()
    assert matter.request.service == town.desk.service


def test_a_preview_publishes_nothing(town: "Town", editor: Client) -> None:
    page = editor.post("/desk/catalogue/transport/edit/", written(preview="1"))
    assert page.status_code == 200
    assert "Your pass" in page.content.decode()
    assert ServiceVersion.objects.count() == 1


def test_what_was_written_stands_in_the_form_again(town: "Town", editor: Client) -> None:
    editor.post("/desk/catalogue/transport/edit/", written(publish="1"))
    page = editor.get("/desk/catalogue/transport/edit/").content.decode()
    assert 'name="question-0-choice-0-name_zh_hans" value="甲线"' in page
    assert 'value="Your pass"' in page


def test_a_question_keeps_its_code_when_it_is_edited(town: "Town", editor: Client) -> None:
    editor.post("/desk/catalogue/transport/edit/", written(publish="1"))
    before = find_offered("transport")
    assert before is not None
    code = before.questions[0]["code"]
    fields = {
        "question-rows": "0 1",
        "question-0-code": code,
        "question-0-label_en": "Which bus line?",
        "question-1-label_en": "Since when?",
        "seen": 1,
    }
    editor.post("/desk/catalogue/transport/edit/", written(publish="1", **fields))
    after = find_offered("transport")
    assert after is not None
    assert [each["code"] for each in after.questions] == [code, "q2"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title_en": "", "title_zh_hans": ""},
        {"title_en": "a\0b"},
        {"title_en": "<b>Bus</b>"},
        {"amount": 0},
        {"question-0-choice-rows": ""},
        {"question-0-label_en": ""},
        {"paper-0-paper_en": "x" * 201},
    ],
)
def test_wrong_words_are_refused(town: "Town", editor: Client, wrong: dict[str, Any]) -> None:
    assert editor.post("/desk/catalogue/transport/edit/", written(publish="1", **wrong)).status_code == 422
    assert ServiceVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("question-0-label_en", "What is your religion?"),
        ("question-0-label_zh_hans", "民族"),
        ("question-0-hint_en", "Your ethnic group"),
        ("question-0-choice-0-name_en", "Party member"),
    ],
)
def test_what_no_union_asks_is_refused_at_the_field_with_the_reason(
    town: "Town", editor: Client, field: str, words: str
) -> None:
    page = editor.post("/desk/catalogue/transport/edit/", written(publish="1", **{field: words}))
    assert page.status_code == 422
    assert "the hall never keeps" in page.content.decode()
    assert ServiceVersion.objects.count() == 1


def test_a_service_says_where_its_reader_rings(town: "Town", client: Client) -> None:
    Place.objects.filter(pk=town.union.pk).update(telephone="555 0100")
    Place.objects.filter(pk=town.mill.pk).update(telephone="555 0120")

    def rings() -> str:
        return client.get("/desk/services/transport/").content.decode().partition("<footer")[0]

    assert "555 0100" in rings()
    client.force_login(town.member)
    assert "555 0120" in rings()
    assert "555 0100" not in rings()


def test_a_coordinator_adds_a_service(town: "Town", editor: Client) -> None:
    window = Window.objects.get()
    sent = written(publish="1", code="night-bus", window=window.pk)
    assert editor.post("/desk/catalogue/new/", sent).status_code == 302
    assert find_offered("night-bus") is not None
    assert editor.post("/desk/catalogue/new/", sent).status_code == 422
    assert editor.post("/desk/catalogue/new/", {**sent, "code": "answers"}).status_code == 422


def test_a_service_is_retired_and_brought_back(town: "Town", editor: Client) -> None:
    editor.post("/desk/catalogue/transport/retire/", {"sure": "1"})
    assert editor.get("/desk/services/transport/").status_code == 404
    assert editor.get("/desk/catalogue/transport/history/").status_code == 200
    editor.post("/desk/catalogue/transport/retire/")
    assert editor.get("/desk/services/transport/").status_code == 200


def test_retiring_asks_once_and_names_the_service(town: "Town", editor: Client) -> None:
    page = editor.post("/desk/catalogue/transport/retire/")
    assert "Retire “Getting to work”?" in page.content.decode()
    assert find_offered("transport") is not None


def test_the_languages_of_one_thing_stand_together(town: "Town", editor: Client) -> None:
    page = editor.get("/desk/catalogue/transport/edit/").content.decode()
    assert page.count("(needed in one language at least)") == 3
    for code in ("en", "zh_hans", "zh_hant"):
        assert page.count(f'name="title_{code}"') == 1


def test_the_smallest_number_of_a_question_is_kept(town: "Town", editor: Client) -> None:
    asked = {"question-0-datatype": "number", "question-0-minimum": "0"}
    editor.post("/desk/catalogue/transport/edit/", written(publish="1", **asked))
    version = find_offered("transport")
    assert version is not None
    assert version.questions[0]["minimum"] == 0
    assert (
        'name="question-0-minimum" value="0"'
        in editor.get("/desk/catalogue/transport/edit/").content.decode()
    )


def test_the_history_names_each_version_and_who_made_it(town: "Town", editor: Client) -> None:
    changing.change(town.desk.service.service, {"title": {"en": "Buses"}}, actor=town.coordinator)
    page = editor.get("/desk/catalogue/transport/history/").content.decode()
    assert "Version 2" in page
    assert "Uma Coordinator" in page
    assert "Version 1" in page


def test_templates_are_written_changed_and_taken_away(town: "Town", editor: Client) -> None:
    words = {"code": "thanks", "title_en": "Thanks", "text_en": "Thank you for writing.", "seen": 1}
    editor.post("/desk/catalogue/answers/new/", words)
    template = AnswerTemplate.objects.get()
    assert "Thanks" in editor.get("/desk/catalogue/answers/").content.decode()
    address = "/desk/catalogue/answers/thanks/edit/"
    editor.post(address, {**words, "title_en": "Many thanks", "service": town.desk.service.service.pk})
    template.refresh_from_db()
    assert (template.title["en"], template.service) == ("Many thanks", town.desk.service.service)
    assert editor.post(address, {**words, "text_en": ""}).status_code == 422
    editor.post("/desk/catalogue/answers/thanks/retire/", {"sure": "1"})
    assert not AnswerTemplate.objects.current().exists()


ADDRESSES = [
    "/desk/catalogue/",
    "/desk/catalogue/new/",
    "/desk/catalogue/bring/",
    "/desk/catalogue/table.csv",
    "/desk/catalogue/transport/",
    "/desk/catalogue/transport/edit/",
    "/desk/catalogue/transport/history/",
    "/desk/catalogue/transport/history/1/",
    "/desk/windows/",
    "/desk/windows/general/",
    "/desk/catalogue/answers/",
    "/desk/catalogue/answers/new/",
]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", ["member", "steward", "mill_coordinator", "administrator", "chair"])
def test_nobody_else_changes_the_catalogue(town: "Town", client: Client, who: str, address: str) -> None:
    client.force_login(getattr(town, who))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code in (403, 405)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_of_an_editor_is_shown(town: "Town", editor: Client, address: str, language: str) -> None:
    assert editor.get(address, headers={"accept-language": language}).status_code == 200


def test_the_starter_catalogue_is_complete_in_every_language(db: None) -> None:
    new = load_starter()
    assert new == Service.objects.count() == 30
    assert Window.objects.count() == 8
    for version in ServiceVersion.objects.all():
        texts = [version.title, version.description, version.keywords, *version.papers]
        texts += [question["label"] for question in version.questions]
        texts += [value["name"] for question in version.questions for value in question["values"]]
        for words in texts:
            assert sorted(words) == sorted(LANGUAGES), version.service.code
            assert all(words.values()), version.service.code
        assert {question["datatype"] for question in version.questions} <= set(DATATYPES)


def test_the_starter_catalogue_is_loaded_once_and_changes_nothing_later(town: "Town") -> None:
    load_starter()
    litter = Service.objects.get(code="litter")
    changing.change(litter, {"title": {"en": "Rubbish"}}, actor=town.coordinator)
    assert load_starter() == 0
    litter.refresh_from_db()
    assert litter.current is not None
    assert litter.current.number == 2


def test_the_answers_of_the_demo_are_complete_in_every_language(db: None) -> None:
    load_starter()
    answers.write()
    templates = AnswerTemplate.objects.all()
    assert len(templates) == 4
    assert {template.service is None for template in templates} == {True, False}
    for template in templates:
        assert sorted(template.title) == sorted(template.text) == sorted(LANGUAGES)


def test_a_day_and_time_is_said_as_everywhere_in_the_hall(db: None) -> None:
    question = {"code": "until", "datatype": "datetime", "label": {"en": "Until when?"}}
    with override("en"):
        assert wording.said(question, "2026-11-26T14:05") == "Thu, 26 Nov 2026 at 14:05"
        assert wording.said(question, "soon") == "soon"


def test_two_public_services_ask_nothing_that_must_be_answered(db: None) -> None:
    load_starter()
    public = ServiceVersion.objects.filter(public=True)
    assert sorted(version.service.code for version in public) == ["litter", "street-light"]
    assert not any(question["required"] for version in public for question in version.questions)
