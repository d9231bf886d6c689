"""Names stand in the order that the union chose, whatever the database or the browser would make of them."""

import subprocess
import sys
import unicodedata
from dataclasses import dataclass

import pytest

from unionhall.kernel.folding import IDEOGRAPHS
from unionhall.kernel.ordering import Order, explained, in_order, people_in_order, strokes, usual
from unionhall.kernel.ordering.surnames import parts_of
from unionhall.kernel.places.models import Place

# Official lists in China: few strokes first, then by each stroke in turn.
BY_STROKES = "于 王 邓 苏 李 张 陈 林 周"
BY_PINYIN = "陈 单 王 曾 查 张 赵"


@pytest.mark.parametrize(
    ("order", "right"),
    [
        (Order.STROKES, BY_STROKES),
        (Order.PINYIN, BY_PINYIN),
        (Order.STROKES, "王一 王伟 王丽 王小明 李强"),  # two signs before three
        (Order.STROKES, "欧娜 欧阳娜 欧阳娜娜 周欧"),
        (Order.PINYIN, "黎明 李娜 莫言 万俟卓 欧阳娜娜 任重 单雪 解放 尉迟恭 曾国藩 张一 章一"),
        (Order.PINYIN, "卢 陆 吕 栾 伦 罗"),  # lu, lü, luan, lun, luo
        (Order.PINYIN, "聂 牛 女 诺"),
        (Order.PINYIN, "Émile 李强 Shaw 王伟 Zoë"),
        (Order.ALPHABET, "Ana Ángel Anna Østen Zoë 王伟 李强"),
        (Order.STROKES, "王伟 李强 Ana Zoë"),
        (Order.STROKES, "古丽米热·买买提 古丽米热·艾比布力 李强"),
        (Order.STROKES, "葉青 萬芳 趙一 劉三"),  # traditional signs by their own strokes
    ],
)
def test_names_stand_in_the_order_of_the_union(order: Order, right: str) -> None:
    names = right.split()
    assert in_order(reversed(names), order) == names
    assert in_order(sorted(names), order) == names


@dataclass
class Somebody:
    name: str
    spelling: str = ""


@pytest.mark.parametrize(
    ("right", "spelled"),
    [
        ("张乐 张悦", {}),
        ("张里 张乐 张悦 张早", {"张乐": "Zhang Yue"}),  # the sign has two readings: le and yue
        ("张里 张乐 张悦 张早", {"张乐": "Yue ZHANG"}),
        ("张里 张乐 张悦 张早", {"张乐": "Zhāng Yuè"}),
        ("陈一 单雪 王伟", {}),  # the surname shan stands before wang
        ("单雪 王伟", {"单雪": "Shan Xue"}),
        ("单雪 陈一 王伟", {"单雪": "Chan Xue"}),  # chan before chen
        ("李强 曾明 王伟", {"曾明": "Tsang Ming"}),  # no pinyin: by its own letters
        ("李强 王伟 曾明", {}),
    ],
)
def test_lists_by_pinyin_go_by_how_somebody_spells_their_own_name(
    right: str, spelled: dict[str, str]
) -> None:
    people = [Somebody(name, spelled.get(name, "")) for name in right.split()]
    for order in (reversed(people), sorted(people, key=lambda each: each.name)):
        assert [each.name for each in people_in_order(order, Order.PINYIN)] == right.split()


def test_a_spelling_changes_no_other_order() -> None:
    people = [Somebody(name, "Aaa") for name in BY_STROKES.split()]
    assert people_in_order(reversed(people), Order.STROKES) == people


@pytest.mark.parametrize(
    ("name", "surname"),
    [("张简明", "张"), ("范姜明", "范"), ("长谷明", "长"), ("張簡明", "張簡"), ("欧阳明", "欧阳")],
)
def test_two_signs_are_a_surname_only_where_they_are_always_one(name: str, surname: str) -> None:
    assert parts_of(name)[0] == surname


@pytest.mark.parametrize("order", Order)
def test_any_two_names_can_be_compared_and_none_is_lost(order: Order) -> None:
    names = [
        "",
        " ",
        "·",
        "王",
        "王 伟",
        "𠮷野",
        "葛\U000e0100城",
        "Li 李",
        "李 Li",
        "१",
        "ا",
        "Ａ",
        "ｱ",
        "司马",
        "㐀",
    ]
    assert sorted(in_order(names, order)) == sorted(names)


def test_what_stands_behind_because_its_strokes_are_unknown_is_said() -> None:
    names = ["𠮷野", "周一", "王二"]
    assert in_order(names, Order.STROKES) == ["王二", "周一", "𠮷野"]
    assert "does not know" in explained(Order.STROKES, names)
    assert explained(Order.STROKES, names[1:]) == "In order of the strokes of the surname."


def test_a_sign_without_known_strokes_stands_by_its_pinyin_all_the_same() -> None:
    names = ["陈一", "㛃明", "张三"]
    assert in_order(reversed(names), Order.PINYIN) == names
    assert explained(Order.PINYIN, names) == "In order of the pinyin of the surname."


def test_every_common_sign_has_its_strokes() -> None:
    """All of GB 2312, one sequence each, of strokes that there are."""
    signs = [chr(code) for code in range(0x4E00, 0xA000) if _is_common(chr(code))]
    assert len(signs) == 6_763
    assert {sign for sign in signs if strokes.unknown_in(sign)} == set()
    lines = strokes.FILE.read_text(encoding="utf-8").split()
    assert set("".join(lines[::2])) == set("12345")
    listed = "".join(lines[1::2])
    assert len(listed) == len(set(listed))
    assert all(IDEOGRAPHS.match(sign) or unicodedata.category(sign) == "Lo" for sign in listed)


def _is_common(sign: str) -> bool:
    try:
        return len(sign.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def test_a_union_in_china_lists_by_strokes_unless_it_says_otherwise(db: None) -> None:
    terms = {"time_zone": "Asia/Shanghai", "calendar": "CN", "rule_pack": "cn"}
    union = Place.objects.add(None, kind="union", name={"en": "Riverside"}, **terms)
    branch = Place.objects.add(union, kind="branch", name={"en": "Mill"})
    assert (union.order, branch.order) == (Order.STROKES, Order.STROKES)
    union.names_by = Order.PINYIN
    union.save()
    assert Place.objects.get(pk=branch.pk).order is Order.PINYIN
    assert (usual("cn-zj"), usual("generic")) == (Order.STROKES, Order.ALPHABET)


def test_the_dictionary_of_pinyin_is_read_for_nobody_who_does_not_need_it() -> None:
    """By strokes, and for asking how a list is ordered."""
    asking = (
        "import sys; from unionhall.kernel.ordering import Order, in_order;"
        "in_order(['王伟', 'Ana'], Order.STROKES); print('pypinyin' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", asking],
        env={"DJANGO_SETTINGS_MODULE": "unionhall.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
