"""What is found before a hall is opened to a union, each with the way to mend it."""

import json
import shutil
from collections import namedtuple
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connections

from tests.town import Town
from unionhall import environment
from unionhall.environment import Environment, Mail
from unionhall.environment.embedded_database import OWNER, SUPERUSER, password
from unionhall.instruments.papers import fonts
from unionhall.kernel.procedures.calendars import Calendar, calendar
from unionhall.operations import backing_up, safety

MAIL = Mail("hall@union.org", host="mail.union.org")
Usage = namedtuple("Usage", "total used free")
Change = Callable[[Environment], Environment]


def url_of(alias: str) -> str:
    there = connections[alias].settings_dict
    host = quote(there["HOST"], safe="")
    return f"postgresql://{there['USER']}:{there['PASSWORD']}@/{there['NAME']}?host={host}"


@pytest.fixture
def sound(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """The settings of a hall that may be opened, but that its people are made up."""
    (tmp_path / "database_passwords").mkdir(mode=0o700)
    (tmp_path / "secret_key").touch(mode=0o600)
    note = json.dumps({"made_at": datetime.now(UTC).isoformat()})
    (tmp_path / backing_up.NOTE).write_text(note)
    tmp_path.chmod(0o700)
    for looks in ("GRAVE", "LOOKS"):
        kept = (look for look in getattr(safety, looks) if look not in (safety._demo, safety._django))
        monkeypatch.setattr(safety, looks, tuple(kept))
    monkeypatch.setattr(fonts, "missing", lambda code: [])
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 0, 10**12))
    app, owner = url_of("default"), url_of("owner")
    read = environment.load()
    sign_in = replace(read.sign_in, second_factor_days=0)
    public = replace(read, address="https://hall.union.org", mail=MAIL, sign_in=sign_in)
    return replace(public, home=tmp_path, database_url=app, database_direct_url=app, database_owner_url=owner)


def test_a_sound_hall_has_nothing_to_mend(sound: Environment) -> None:
    assert list(map(str, safety.findings(sound))) == []


@pytest.mark.parametrize(
    ("words", "is_grave", "change"),
    [
        ("unencrypted", False, lambda sound: replace(sound, address="http://hall.union.org")),
        ("past the proxy", False, lambda sound: replace(sound, host="0.0.0.0")),
        ("for developers", True, lambda sound: replace(sound, debug=True)),
        ("one role", True, lambda sound: replace(sound, database_owner_url=sound.database_url)),
        (
            "password alone",
            True,
            lambda sound: replace(sound, sign_in=replace(sound.sign_in, second_factor_days=None)),
        ),
        ("No mail", False, lambda sound: replace(sound, mail=Mail("hall@union.org"))),
        ("hall@localhost", False, lambda sound: replace(sound, mail=replace(MAIL, sender="hall@localhost"))),
    ],
)
def test_a_wrong_setting_is_found(sound: Environment, words: str, is_grave: bool, change: Change) -> None:
    found = safety.findings(change(sound))
    assert [(words in finding.what, finding.is_grave, bool(finding.mend)) for finding in found] == [
        (True, is_grave, True)
    ]


@pytest.mark.parametrize("name", [".", "secret_key", "database_passwords"])
def test_a_secret_that_others_can_read_is_grave(sound: Environment, name: str) -> None:
    (sound.home / name).chmod(0o755)
    assert [str(finding) for finding in safety.grave(sound)] == [
        f"Others can read {sound.home / name}. Run: chmod go= {sound.home / name}"
    ]


@pytest.mark.parametrize("role", [OWNER, SUPERUSER])
def test_an_application_that_owns_something_is_grave(sound: Environment, role: str) -> None:
    name = connections["default"].settings_dict["NAME"]
    host = quote(connections["default"].settings_dict["HOST"], safe="")
    strong = f"postgresql://{role}:{password(environment.load().home, role)}@/{name}?host={host}"
    other = replace(
        sound, database_url=strong, database_direct_url=strong, database_owner_url=sound.database_url
    )
    assert any("owns something" in finding.what for finding in safety.grave(other))


def test_made_up_people_are_grave(sound: Environment) -> None:
    assert [finding.is_grave for finding in safety._demo(sound)] == [True]


def test_an_old_backup_or_none_and_a_full_disk_are_found(
    sound: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = sound.home / backing_up.NOTE
    note.write_text(json.dumps({"made_at": (datetime.now(UTC) - timedelta(days=3)).isoformat()}))
    monkeypatch.setattr(fonts, "missing", lambda code: [])
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 0, 10**9))
    assert [finding.what.split()[0:3] for finding in safety.findings(sound)] == [
        ["The", "last", "backup"],
        ["Only", "1.0", "GB"],
    ]
    note.unlink()
    assert "There is no backup." in [finding.what for finding in safety.findings(sound)]


def test_a_hall_without_a_union_says_so(sound: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    from unionhall.kernel.places.models import Place

    monkeypatch.setattr(Place.objects, "filter", lambda **terms: Place.objects.none())
    assert [finding.mend for finding in safety.findings(sound)] == ["Run: unionhall init"]


def test_an_outline_that_is_left_out_of_the_map_is_told(sound: Environment, town: Town) -> None:
    from unionhall.kernel.places.models import Boundary

    Boundary.objects.create(place=town.north, geometry={"type": "Point", "coordinates": [1, 2]})
    (finding,) = safety.findings(sound)
    assert finding.what.startswith(f"The outline of {town.north} is left out of the map. Draw the outline as")
    assert finding.mend.startswith("Draw it anew: unionhall register outline")
    assert not finding.is_grave


def test_missing_fonts_are_said_with_what_to_install(
    sound: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "missing", lambda code: [f"Noto Sans CJK {fonts.FORMS.get(code, 'SC')}"])
    (finding,) = safety.findings(sound)
    assert "Noto Sans CJK SC, Noto Sans CJK TC" in finding.what
    assert "apt install fonts-noto-cjk" in finding.mend
    assert not finding.is_grave


def test_a_calendar_that_is_behind_is_found_and_each_says_how_far_it_is_known(
    sound: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert safety.calendars_in_use() == ["GB-ENG"]
    assert "Calendar GB-ENG: days off are known until" in safety.say_calendar("GB-ENG")
    monkeypatch.setattr(Calendar, "known_by", lambda calendar, year: "")
    assert "some holidays" in safety.say_calendar("GB-ENG")
    assert list(safety._days_off(sound)) == []
    monkeypatch.setattr(Calendar, "is_published", lambda calendar, year: False)
    monkeypatch.setattr(safety, "ANNOUNCED_BY", 1)
    year = datetime.now(UTC).year
    assert [str(finding).partition(" the ")[0] for finding in safety.findings(sound)] == [
        f"The days off of {year} in",
        f"The days off of {year + 1} in",
    ]
    assert safety.say_calendar("GB-ENG") == f"Calendar GB-ENG: the days off of {year} are not known."


def test_holidays_that_are_only_estimated_are_said_and_are_no_finding(sound: Environment, town: Town) -> None:
    type(town.union).objects.filter(pk=town.union.pk).update(calendar="EG")
    this_year = datetime.now(UTC).year
    assert calendar("EG").year(this_year + 1).is_estimated
    assert [finding for finding in safety._days_off(sound) if " EG " in finding.what] == []
    assert safety.say_calendar("EG").startswith("Calendar EG: ")


def test_a_calendar_that_the_package_dropped_is_a_finding_and_keeps_no_hall_closed(
    sound: Environment, town: Town
) -> None:
    type(town.union).objects.filter(pk=town.union.pk).update(calendar="XK-GONE")
    (finding,) = safety.findings(sound)
    assert (finding.is_grave, "no calendar XK-GONE any more" in finding.what) == (False, True)
    assert "none of this name" in safety.say_calendar("XK-GONE")


def test_a_start_looks_only_for_what_is_grave(sound: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "LOOKS", (lambda environment: pytest.fail("not asked at a start"),))
    assert safety.grave(sound) == []
