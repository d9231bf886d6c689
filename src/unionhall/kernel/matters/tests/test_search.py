"""Whatever stands in a text finds it, in Chinese and English; no question breaks the search."""

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unionhall.kernel.matters.search import (
    BANDS,
    FUNCTION_SQL,
    LONGEST_TEXT,
    MOST_FORMS,
    WITHIN_FUNCTION_SQL,
    query,
    recent,
    unfinished,
)

# The owner's connection makes the function inside the test's own transaction.
pytestmark = [
    pytest.mark.django_db(databases=["default", "owner"]),
    pytest.mark.usefixtures("_hall_words"),
]
thoroughly = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
# The database may know signs that this Python's Unicode hasn't got yet.
assigned = st.characters(exclude_categories=["Cs", "Cn"])
han = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("工会工资条争议")
texts = st.lists(st.text(han, min_size=2, max_size=12) | st.text(max_size=8), min_size=1).map("".join)


@pytest.fixture
def _hall_words(db: None) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(FUNCTION_SQL)
        cursor.execute(WITHIN_FUNCTION_SQL)


def found(text: str, question: str) -> bool:
    """Whether the question finds the text."""
    asked = query(question)
    if asked is None:
        return False
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT hall_words(%s) @@ %s::tsquery", [text.replace("\0", ""), asked])
        return bool(cursor.fetchone()[0])


def words(text: str) -> str:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT hall_words(%s)::text", [text])
        return str(cursor.fetchone()[0])


def test_chinese_is_kept_in_pairs_with_their_places() -> None:
    assert words("工资争议") == "'争议':3 '工资':1 '议':4 '资争':2"


def test_words_are_kept_whole_and_small() -> None:
    assert words("My WAGE, paid late") == "'late':7 'my':1 'paid':5 'wage':3"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("关于工资争议的请求", "工资争议"),
        ("关于工资争议的请求", "资争"),
        ("关于工资争议的请求", "求"),
        ("关于工资争议的请求", "请求 工资"),
        ("My wage was paid late", "WAGE late"),
        ("My wage was paid late", "lat*"),
        ("My wage was paid late", "wage, la*"),
        ("My wage was paid late", "wag＊"),
        ("社保卡ID丢失", "社保卡id"),
        ("ＦＵＬＬ　ｗｉｄｔｈ　１２３", "full 123"),
        ("full width", "ｆｕｌｌ"),
        ("Müller’s café", "MÜLLER café"),
        ("请求D-2026-000123", "D-2026-000123"),
        ("𠮷野家", "𠮷野"),
        ("カタカナ", "ﾀｶ"),
        ("葛\U000e0100城的案子", "葛城"),
        ("葛城", "葛\U000e0100城"),
        ("My résumé, naïve as it is", "resume naive"),
        ("resume", "RÉSUMÉ"),
        ("re\u0301sume\u0301", "résumé"),
        ("Lange Straße 5", "strasse"),
        ("Goethestraße 5", "goethestrasse"),
        ("GOETHESTRASSE", "Goethestraße"),
        ("Ærøskøbing, Łódź, İzmir", "aeroskobing lodz izmir"),
        ("ΟΔΟΣ", "οδός"),
        ("古丽米热·艾比布力来过", "古丽米热艾比布力"),
        ("古丽米热·艾比布力来过", "古丽米热•艾比布力"),
        ("古丽米热・艾比布力来过", "古丽米热"),
        ("古丽米热·艾比布力来过", "艾比布力"),
        ("古丽米热艾比布力", "古丽米热·艾比布力"),
        ("关于工资争议的请求", "工資爭議"),
        ("關於工資爭議的請求", "关于工资争议"),
        ("理髮店發工資", "理发店"),
        ("理发店", "理髮店"),
        ("頭髮", "发"),
        ("臺灣", "台湾"),
        ("生活有困難", "困难"),
        ("臺灣省", "台湾"),
        ("台灣省", "台湾"),
        ("台湾省", "台灣"),
        ("系統更新", "系统"),
        ("关系到家屬", "家属"),
        ("裏面", "裡面"),
        ("裡面", "裏面"),
        ("裏面", "里面"),
        ("がっこう", "か\u3099っこう"),
        ("한국어", "한국어"),
    ],
)
def test_what_stands_there_is_found(text: str, question: str) -> None:
    assert found(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("工会 资料", "会资"),
        ("工资条和争议书", "工资争议"),
        ("资工", "工资"),
        ("関于工资", "养老"),
        ("My wage was paid late", "wag late*"),
        ("My wage was paid late", "wag* late"),
        ("My wage was paid late", "lat"),
        ("My wage was paid late", "age"),
        ("工资", "工资 养老"),
        ("wage", "wage & nothing"),
        ("• 苹果。• 香蕉", "果香"),
        ("头发", "头乾"),
        ("résumé", "resumes"),
    ],
)
def test_what_does_not_stand_there_is_not_found(text: str, question: str) -> None:
    assert not found(text, question)


@pytest.mark.parametrize("question", ["", " ", "？！", "&|!():*<->'\\", "\0", "🙂", "\ud800", "--", "''"])
def test_a_question_without_words_asks_nothing(question: str) -> None:
    assert query(question) is None


@pytest.mark.parametrize(
    "question", ["'); DROP TABLE x; --", "wage:*&!late", "工资'<->'", "a\\'b", "\0工\0资", "工资🙂"]
)
def test_signs_in_a_question_are_no_operators(question: str) -> None:
    assert found("工资 drop table x wage late a b", question) in {True, False}


@thoroughly
@given(texts, st.data())
def test_any_two_or_more_characters_of_a_run_find_their_text(text: str, data: st.DataObject) -> None:
    runs = [
        run for run in "".join(c if "\u4e00" <= c <= "\u9fff" else " " for c in text).split() if len(run) > 1
    ]
    for run in runs:
        begin = data.draw(st.integers(0, len(run) - 2))
        end = data.draw(st.integers(begin + 2, len(run)))
        assert found(text, run[begin:end])


@thoroughly
@given(st.text(assigned, max_size=150))
def test_every_text_with_words_finds_itself(text: str) -> None:
    storable = text.replace("\0", "")
    assert query(storable) is None or found(storable, storable)


@thoroughly
@given(st.text())
def test_any_text_can_be_asked_for(question: str) -> None:
    assert found("工资 wage", question) in {True, False}


def test_a_question_in_too_many_forms_is_asked_as_written_and_simplified() -> None:
    many = "台历发面" * 50
    assert str(query(many)).count("'") // 2 <= MOST_FORMS
    assert found(many, many)
    assert found(many, many.replace("发", "發"))
    assert str(query("台历发面")) in str(query("台历发面 困难"))


def test_a_text_beyond_all_measure_is_indexed_as_far_as_it_goes() -> None:
    varied = "".join(chr(0x20000 + at * 7 % 40_000) for at in range(LONGEST_TEXT))
    assert found(varied, varied[16_000:16_010])
    assert found(varied, varied[-2:])
    assert not found("x " * LONGEST_TEXT + "wage", "wage")


def test_a_word_without_end_is_found_by_its_beginning() -> None:
    assert found("x" * 5_000, "x" * 5_000)
    assert found("x" * 5_000, "x" * 20 + "*")


def test_the_function_may_make_a_generated_column() -> None:
    with connections["owner"].cursor() as cursor:
        column = "words tsvector GENERATED ALWAYS AS (hall_words(body)) STORED"
        cursor.execute(f"CREATE TEMPORARY TABLE t (body text, {column})")
        cursor.execute("CREATE INDEX ON t USING gin (words)")
        cursor.execute("INSERT INTO t (body) VALUES ('工资争议'), (NULL)")
        cursor.execute("SELECT body FROM t WHERE words @@ %s::tsquery", [query("争议")])
        assert cursor.fetchall() == [("工资争议",)]


@pytest.mark.parametrize(("question", "longer"), [("wage la", "wage la*"), ("工资条 la ", "工资条 la*")])
def test_a_question_can_be_asked_once_more_with_an_unfinished_word(question: str, longer: str) -> None:
    assert unfinished(question) == longer


@pytest.mark.parametrize("question", ["工资", "wage l", "wage la*", "", "x" * 300])
def test_a_question_without_an_unfinished_word_is_not_asked_twice(question: str) -> None:
    assert unfinished(question) is None


@given(newest=st.integers(0, 10**9), number=st.integers(0, 10**9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_each_band_holds_the_newest_and_the_last_is_everything(newest: int, number: int) -> None:
    bands = list(recent(newest))
    assert bands[-1] == ("", 0)
    with connections["owner"].cursor() as cursor:
        for among, since in bands[:-1]:
            cursor.execute(
                "SELECT hall_words_within('', '0001', n) @@ %s::tsquery FROM unnest(%s::bigint[]) n",
                [among, [newest, since, newest - min(BANDS.values()), since - 1, min(number, since - 1)]],
            )
            assert [found for (found,) in cursor.fetchall()] == [True, True, True, False, False]
