"""Names of the demo union's members: of several cultures, the same in every hall."""

from collections.abc import Iterator
from random import Random

SEED = 1921
ALONE = (
    "María de los Ángeles Fernández-Villaverde y Gutiérrez de la Concha",
    "ليلى حداد",
    "Suharto",
    "欧阳娜娜",
    "Björk Guðmundsdóttir",
    "X Æ Li",
    "司馬長風",
    "Nomvula Nomvuyiseko Ntombizodwa Mkhwanazi-Mthembu",
)
CULTURES = (
    (
        "zh-hans",
        "",
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗",
        "伟 芳 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 桂英 建华",
    ),
    ("zh-hant", "", "陳林黃張李吳劉蔡楊許鄭謝", "美玲 志明 淑芬 俊傑 雅婷 家豪 怡君 宗翰 詩涵 建宏"),
    (
        "en",
        " ",
        "O'Brien Smith Jones Taylor D'Arcy O'Sullivan Walker Hughes",
        "Aoife James Emily Siobhán Liam Ruth Noah Martha",
    ),
    (
        "en",
        " ",
        "Okonkwo Mensah Dlamini Haile N'Diaye Abubakar Mwangi",
        "Chidi Ama Thandi Selam Fatou Musa Wanjiru Kofi",
    ),
    (
        "en",
        " ",
        "Kowalska Nowak Novák Horváth Petrović Șerban",
        "Zofia Łukasz Jiří Ágnes Dušan Ioana Małgorzata",
    ),
    ("en", " ", "Sharma Patel Iyer Rahman Fernando Thapa", "Ananya Rohan Lakshmi Tahmina Nimal Sunita Arjun"),
    (
        "en",
        " ",
        "García López Muñoz Peña Ibáñez Silva Conceição",
        "Lucía Joaquín Inés Íñigo João Beatriz Núria",
    ),
)  # language, what stands between the parts, family names, given names
FAMILY_FIRST = ("zh-hans", "zh-hant")


def names(count: int) -> Iterator[tuple[str, str]]:
    """So many different names, each with the language of its bearer."""
    draw = Random(SEED)
    seen = set(ALONE)
    yield from ((name, "en") for name in ALONE[:count])
    while len(seen) < count:
        name, language = _name(draw)
        if name not in seen:
            seen.add(name)
            yield name, language


def _name(draw: Random) -> tuple[str, str]:
    language, between, families, givens = draw.choices(CULTURES, weights=(8, 2, 3, 2, 2, 2, 2))[0]
    family = draw.choice(list(families) if language in FAMILY_FIRST else families.split())
    given = draw.choice(givens.split())
    first, last = (family, given) if language in FAMILY_FIRST else (given, family)
    return f"{first}{between}{last}", language
