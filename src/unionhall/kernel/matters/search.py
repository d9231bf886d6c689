"""Search in Chinese and English without extensions or dictionaries.

A run of Chinese is kept as pairs of neighbouring characters with their positions, and its last character
alone; other writing as whole words in small letters without accents. A dot between Chinese signs, as in names
from other languages, counts for nothing, nor do signs that nobody sees. Then any two or more characters that
stand in a text find it, one character finds what contains it, and nothing has to guess where a Chinese word
ends. Each question is asked in both scripts of Chinese, so that the index keeps texts in their own.

Both sides cut texts by the same ranges of code points, so that database and program always agree.
Beside the words stand the place of the matter and those above it, so that a search within one branch of a
large hall reads no more than that branch, and the bands of numbers it lies in, so that the newest matters
are found without reading all the older ones.

Positions end at 16,383: beyond that many characters of one text single pairs and words are still found,
longer phrases are not.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from unionhall.kernel.folding import DOTS, WITHOUT_ACCENTS_SQL, without_accents
from unionhall.kernel.places.tree import STEP
from unionhall.kernel.scripts import forms_of, simple

LONGEST_TEXT = 60_000  # characters of a text that are indexed
LONGEST_QUERY = 200  # characters of a question that are read
LONGEST_WORD = 64  # characters of a word that count
MOST_FORMS = 1_000  # pairs of signs that one question asks for, in all their forms
SHORTEST_BEGINNING = 2  # letters of an unfinished word
UNFINISHED = "*"  # behind the last word: it is a beginning
NO_DOTS = dict.fromkeys(map(ord, DOTS))
BANDS = {"#": 2**14, "##": 2**19}  # matters of neighbouring numbers, by the sign before the band's number

# Chinese signs, kana, bopomofo, hangul and the ideographs beyond the first plane.
PAIRED = (
    r"\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
# Letters, marks and digits of the other scripts, by coarse ranges.
WORDS = (
    r"0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02c1\u0300-\u0373\u0376-\u037d\u037f\u0386\u0388-\u0559"
    r"\u0560-\u0588\u0591-\u05bd\u05d0-\u05f2\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff\u0710-\u085b"
    r"\u08a0-\u0963\u0966-\u096f\u0971-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0f03\u0f18-\u0f39\u0f3e-\u0fbc"
    r"\u1000-\u1049\u1050-\u10fa\u10fc-\u135f\u1380-\u13ff\u1401-\u166c\u166f-\u167f\u1681-\u169a\u16a0-\u16ea"
    r"\u1780-\u17d3\u1810-\u1fff\u2c00-\u2cf8\u2d00-\u2dff\ua4d0-\ua4fd\ua500-\ua60c\ua610-\uabff"
    r"\U00010000-\U0001d0ff\U0001e000-\U0001efff"
)

# Chinese also over a dot between two signs.
CUT = rf"[{PAIRED}]+(?:[{DOTS}]+[{PAIRED}]+)*|[{WORDS}]+"

FUNCTION_SQL = rf"""
CREATE OR REPLACE FUNCTION hall_words(source text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
    WITH runs AS (
        SELECT run, at, length(run) AS size, run ~ '^[{PAIRED}]' AS paired
        FROM regexp_matches(
            {WITHOUT_ACCENTS_SQL.format(f"left(source, {LONGEST_TEXT})")}, '{CUT}', 'g'
        ) WITH ORDINALITY AS found (parts, at),
            LATERAL (SELECT translate(parts[1], '{DOTS}', '') AS run) AS first
    ), placed AS (
        SELECT run, at, paired,
            sum(CASE WHEN paired THEN size + 1 ELSE 2 END) OVER (ORDER BY at)
                - CASE WHEN paired THEN size + 1 ELSE 1 END AS position
        FROM runs
    ), tokens AS (
        SELECT letter || coalesce(lead(letter) OVER (PARTITION BY at ORDER BY step), '') AS token,
            position + step AS position
        FROM placed, string_to_table(run, NULL) WITH ORDINALITY AS letters (letter, step) WHERE paired
        UNION ALL
        SELECT left(run, {LONGEST_WORD}), position FROM placed WHERE NOT paired
    )
    SELECT coalesce(string_agg(concat('''', token, ''':', least(position, 16383)), ' '), '')::tsvector
    FROM tokens
)
"""  # noqa: S608 - made of constants only
DROP_FUNCTION_SQL = "DROP FUNCTION IF EXISTS hall_words(text)"

# No word begins with these signs, so nobody finds a place or a band by typing it.
WITHIN_FUNCTION_SQL = f"""
CREATE OR REPLACE FUNCTION hall_words_within(source text, path text, number bigint) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN hall_words(source) || array_to_tsvector(
    ARRAY(SELECT '@' || left(path, size) FROM generate_series({STEP}, length(path), {STEP}) AS size)
    || ARRAY[{", ".join(f"'{sign}' || number / {size}" for sign, size in BANDS.items())}]
)
"""  # noqa: S608 - made of constants only
DROP_WITHIN_FUNCTION_SQL = "DROP FUNCTION IF EXISTS hall_words_within(text, text, bigint)"
# The function without bands, for the migration that made it and the one that takes it away.
WITHIN_PLACES_SQL = f"""
CREATE OR REPLACE FUNCTION hall_words_within(source text, path text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN hall_words(source) || array_to_tsvector(
    ARRAY(SELECT '@' || left(path, size) FROM generate_series({STEP}, length(path), {STEP}) AS size)
)
"""  # noqa: S608 - made of a constant only
DROP_WITHIN_PLACES_SQL = "DROP FUNCTION IF EXISTS hall_words_within(text, text)"

Forms = Callable[[str], list[str]]
RUNS = re.compile(CUT)
IS_PAIRED = re.compile(f"[{PAIRED}]")


def query(text: str) -> str | None:
    """What to match with `hall_words(…) @@ %s::tsquery`, or None where nothing can be searched for.

    All parts of the question must be found: Chinese as the characters stand there, words as whole words, the
    last of them as a beginning where a star stands behind it. No text makes it fail, and no other sign in it
    is an operator.
    """
    asked = without_accents(text[:LONGEST_QUERY])
    found, last = list(runs(asked)), -1
    if asked.rstrip().endswith(UNFINISHED):
        last = max((at for at, (_run, word) in enumerate(found) if word), default=-1)
    forms = _forms_for(found)
    parts = [_phrase(run, forms) if run else _word(word, at == last) for at, (run, word) in enumerate(found)]
    return " & ".join(dict.fromkeys(parts)) or None


def runs(text: str) -> Iterator[tuple[str, str]]:
    """A text cut as the index cuts it: runs of Chinese, or else words of another script."""
    for run in RUNS.findall(without_accents(text)):
        if IS_PAIRED.match(run):
            yield run.translate(NO_DOTS), ""
        else:
            yield "", run


def unfinished(text: str) -> str | None:
    """The same question with its last word read as a beginning; None where that would ask nothing else."""
    longer = text.rstrip()[: LONGEST_QUERY - len(UNFINISHED)] + UNFINISHED
    return longer if query(longer) != query(text) else None


def below(paths: Iterable[str]) -> str:
    """What `query` is narrowed by to matters at these places or below them; there is at least one."""
    return "(" + " | ".join(f"'@{path}'" for path in sorted(set(paths))) + ")"


def recent(newest: int) -> Iterator[tuple[str, int]]:
    """Ever wider bands that end with this number, at last everything: what `query` is narrowed by to such a
    band, and the first number in it.
    """
    for sign, size in BANDS.items():
        band = newest // size
        if band > 1:
            yield f"('{sign}{band - 1}' | '{sign}{band}')", (band - 1) * size
    yield "", 0


def _forms_for(found: Iterable[tuple[str, str]]) -> Forms:
    """How the pairs of a question are asked for: in every form, unless that were too many."""
    forms = (_every_form(pair) for run, _word in found for pair in _pairs(run))
    return _every_form if sum(map(len, forms)) <= MOST_FORMS else _as_written_and_simple


def _phrase(run: str, forms: Forms) -> str:
    if len(run) == 1:
        return _any_of(f"'{form}':*" for form in forms_of(run))
    pairs = (_any_of(f"'{form}'" for form in forms(pair)) for pair in _pairs(run))
    return f"({' <-> '.join(pairs)})"


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _every_form(pair: str) -> list[str]:
    """Of each sign for itself: in 困難 one is the same in both scripts, and in 睏難 neither."""
    return [former + latter for former in forms_of(pair[0]) for latter in forms_of(pair[1])]


def _as_written_and_simple(pair: str) -> list[str]:
    return list(dict.fromkeys((pair, simple(pair))))


def _any_of(forms: Iterable[str]) -> str:
    several = list(forms)
    return several[0] if len(several) == 1 else f"({' | '.join(several)})"


def _word(word: str, may_be_unfinished: bool) -> str:
    is_beginning = may_be_unfinished and SHORTEST_BEGINNING <= len(word) <= LONGEST_WORD
    return f"'{word[:LONGEST_WORD]}'" + (":*" if is_beginning else "")
