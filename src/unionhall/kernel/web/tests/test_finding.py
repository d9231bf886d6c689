"""What is on offer is found by its words, in either script, by its sound, as it is spoken and with slips."""

import pytest
from pypinyin import Style, pinyin

from unionhall.kernel.contract import Goal, Offer
from unionhall.kernel.scripts import simple
from unionhall.kernel.web.finding import Index, cutting, spelling
from unionhall.kernel.web.finding.pinyin import FILE, tokens

WAGES = ("Wages not paid\n拖欠工资", "wages pay salary boss\n欠薪 不发工资 老板")
LAMP = ("Broken street lamp\n路灯不亮", "light lamp dark\n路灯 黑 灯坏了")
BOSS = ("Harassment\n騷擾", "boss bully hit harassment\n老闆 打我")
CARE = ("Childcare\n托育", "kindergarten kids day care\n幼儿园 带孩子")


def index(*told: tuple[str, str], only_whole: bool = False) -> Index:
    return Index([Goal(Offer(title, "", ""), title, words, only_whole=only_whole) for title, words in told])


HALL = index(WAGES, LAMP, BOSS, CARE)


def found(asked: str, hall: Index = HALL) -> list[str]:
    return [goal.title.partition("\n")[0] for goal in hall.find(asked)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("wages", "Wages not paid"),
        ("my wage was not payed", "Wages not paid"),
        ("wagse", "Wages not paid"),
        ("streetlight brocken", "Broken street lamp"),
        ("street-lights", "Broken street lamp"),
        ("harrasment", "Harassment"),
        ("need a daycare", "Childcare"),
        ("拖我工資", "Wages not paid"),
        ("路太黑了", "Broken street lamp"),
        ("老细唔出粮", "Wages not paid"),
        ("唔出糧", "Wages not paid"),
        ("骚扰", "Harassment"),
        ("gongzi", "Wages not paid"),
        ("tuo qian gong zi", "Wages not paid"),
        ("qianxin", "Wages not paid"),
        ("lu deng", "Broken street lamp"),
        ("youeryuan", "Childcare"),
        ("带", "Childcare"),
    ],
)
def test_it_is_found_however_it_is_written(asked: str, first: str) -> None:
    assert found(asked)[:1] == [first]


@pytest.mark.parametrize(
    "asked", ["", "zzzz", "&", "我的", "not at all", "wxyz" * 50, "a" * 200, "的" * 200, "gan ma", "🙂"]
)
def test_what_says_nothing_finds_nothing(asked: str) -> None:
    assert found(asked) == []


def test_a_word_that_many_go_by_tells_less_than_one_that_few_do() -> None:
    assert found("my boss and the kindergarten")[0] == "Childcare"


def test_what_has_every_word_stands_alone() -> None:
    assert set(found("boss")) == {"Wages not paid", "Harassment"}
    assert found("boss hit") == ["Harassment"]
    assert set(found("boss zzzz")) == {"Wages not paid", "Harassment"}


def test_what_is_to_be_found_only_whole_is_not_found_by_half() -> None:
    hall = index(("Reach us\n联系我们", "phone office\n电话 在哪"), only_whole=True)
    assert found("where is your phone", hall) == found("电话被偷了", hall) == ["Reach us"]
    assert found("phone stolen", hall) == []


def test_a_long_question_is_cut_and_answered() -> None:
    assert found("wages " + "unknownword " * 30)[:1] == ["Wages not paid"]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("装修发票", "裝修發票"),
        ("résumé", "RESUME"),
        ("Straße", "strasse"),
        ("阿·古", "阿古"),
        ("fired", "firing"),
        ("wages", "wage"),
        ("injury", "injuries"),
        ("stopped", "stopping"),
        ("boxes", "box"),
    ],
)
def test_words_are_one_in_each_of_their_forms(said: str, asked: str) -> None:
    assert cutting.said(said) == cutting.said(asked)


@pytest.mark.parametrize(("one", "other", "slips"), [("wagse", "wages", 1), ("", "ab", 2), ("abc", "abc", 0)])
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert spelling.distance(one, other) == spelling.distance(other, one) == slips


@pytest.mark.parametrize(("word", "known"), [("rent", "rest"), ("pan", "pay"), ("strike", "string")])
def test_another_word_is_no_slip(word: str, known: str) -> None:
    assert spelling.nearest(word, [known]) == []


def test_sounds_are_read_in_every_way_they_can_be() -> None:
    assert set(tokens("fangan")) == {"~fangan"}
    assert set(tokens("gongziqian")) == {"~gongzi", "~ziqi", "~qian", "~ziqian"}
    assert tokens("streetlamp") == []


def test_signs_are_read_as_the_dictionary_reads_them() -> None:
    for line in FILE.read_text().splitlines()[::9]:
        sound, signs = line.split()
        for sign in signs:
            (read,) = pinyin(sign, style=Style.NORMAL, heteronym=True)
            assert sound in {each.replace("v", "u") for each in read}, sign


def test_what_is_spoken_is_written_simply_and_means_something_else() -> None:
    for said, meant in cutting.spoken():
        assert said == simple(said), said
        assert meant == simple(meant), meant
        assert said != meant
