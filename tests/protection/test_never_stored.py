"""What a union never asks of anybody has no column, no question and no label, in any language."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.protection import labels
from unionhall.rooms.register.importing.forbidden import reason_against

# What shows ethnicity, religion, politics, the body, travels, the household or a device somebody carries.
NEVER = re.compile(
    r"""
    \b( ethnic\w* | race | racial | nationalit\w* | citizenship | tribe | caste | skin
      | relig\w* | faith | church | mosque | denomination
      | politic\w* | communist | party\ member\w* | voted\ for | party\ card
      | biometr\w* | fingerprint\w* | iris | voiceprint
      | face\ (id|print|recognition) | blood(\ (type|group))?
      | travel\ (history|plans?) | passport | visa | abroad | foreign\ contacts?
      | track(s|ing)? | whereabouts | geofence | imei | imsi | mac\ address | device(\ id)?
      | hukou | household\ regist\w* | next\ of\ kin | relatives? | spouse
      | father | mother | sibling\w* | maiden\ name
      | cctv | camera\w* | surveil\w* | wiretap\w* | call\ record\w*
    )\b
    | 民族 | 族裔 | 种族 | 種族 | 国籍 | 國籍 | 宗教 | 信仰 | 教会 | 教會 | 政治 | 党员 | 黨員 | 党派 | 黨派
    | 生物识别 | 生物辨識 | 生物識別 | 指纹 | 指紋 | 虹膜 | 声纹 | 聲紋 | 人脸 | 人臉 | 血型
    | 护照 | 護照 | 出境 | 境外 | 海外关系 | 海外關係 | 行踪 | 行蹤 | 轨迹 | 軌跡 | 设备号 | 裝置識別
    | 户口 | 戶口 | 户籍 | 戶籍 | 亲属 | 親屬 | 配偶 | 父亲 | 父親 | 母亲 | 母親 | 监控 | 監控 | 监视 | 監視
    """,
    re.IGNORECASE | re.VERBOSE,
)
SOURCES = (
    labels.of_models,
    labels.of_forms,
    labels.of_catalogues,
    labels.of_import_maps,
    labels.of_register_columns,
)


def _spoken(name: str) -> str:
    """`bloodType` and `blood_type` as `blood type`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", name)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.__name__)
def test_nothing_forbidden_is_asked_or_kept(source: Callable[[], Iterator[labels.Asked]]) -> None:
    asked = list(source())
    assert asked
    assert [(where, words) for where, words in asked if NEVER.search(_spoken(words))] == []


@pytest.mark.parametrize(
    "words",
    [
        "bloodType",
        "ethnic_group",
        "Religion",
        "household_registration",
        "device_id",
        "政治面貌",
        "戶籍",
        "血型",
    ],
)
def test_the_list_finds_what_it_should(words: str) -> None:
    assert NEVER.search(_spoken(words))


@pytest.mark.parametrize(
    "words",
    ["Ethnic group", "religion", "PartyMember", "party_card", "passport no", "民族", "政治面貌", "身份证号"],
)
def test_a_file_with_such_a_column_is_refused_with_the_reason(words: str) -> None:
    assert reason_against(words).startswith("the hall ")


@pytest.mark.parametrize("words", ["party", "Trace", "place", "address", "Elternzeit", "工会", "设备报修"])
def test_the_list_leaves_ordinary_words_alone(words: str) -> None:
    assert not NEVER.search(_spoken(words))
