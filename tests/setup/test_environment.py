"""Settings: defaults, and one clear line for each mistake."""

from datetime import date
from pathlib import Path

import pytest

from tests.setup.halls import Hall
from unionhall.environment import read, unknown
from unionhall.environment.variables import WrongSetting

MISTAKES = [
    ("PORT", "abc"),
    ("PORT", "0"),
    ("PORT", "65536"),
    ("PORT", "٨٠٠٠"),
    ("PORT", "9" * 5000),
    ("UNIONHALL_PROCESSES", "-1"),
    ("UNIONHALL_PROCESSES", "two"),
    ("UNIONHALL_DEBUG", "perhaps"),
    ("UNIONHALL_ADDRESS", "hall.example.org"),
    ("UNIONHALL_ADDRESS", "https://hall.example.org/inside"),
    ("UNIONHALL_ADDRESS", "https://[::1"),
    ("UNIONHALL_SECRET_KEY", "short"),
    ("UNIONHALL_MAIL_URL", "mail.example.org"),
    ("UNIONHALL_MAIL_URL", "smtp://mail.example.org:port"),
    ("UNIONHALL_MAIL_FROM", "the hall"),
    ("UNIONHALL_SECOND_FACTOR_DAYS", "soon"),
    ("UNIONHALL_IDLE_MINUTES", "4"),
    ("UNIONHALL_IDLE_MINUTES_OFFICERS", "never"),
    ("UNIONHALL_BREACHED_PASSWORDS", "/nowhere/list.txt"),
    ("UNIONHALL_READING_MEGABYTES", "63"),
    ("UNIONHALL_READING_SECONDS", "0"),
    ("UNIONHALL_PHONE_REGION", "China"),
    ("UNIONHALL_OIDC_ISSUER", "id.example.org"),
    ("UNIONHALL_OIDC_ISSUER", "https://id.example.org"),
    ("UNIONHALL_SMS_URL", "syslog://localhost/{phone}"),
    ("UNIONHALL_SMS_URL", "jsons://gateway.example.org"),
    ("UNIONHALL_TELEGRAM_URL", "dbus://{address}"),
    ("UNIONHALL_WEBHOOK_HOSTS", "*"),
    ("UNIONHALL_PRIVATE_HOSTS", "http://10.0.0.7"),
    ("DATABASE_URL", "mysql://somewhere/hall"),
    ("DATABASE_URL", "postgresql://somewhere"),
    ("DATABASE_OWNER_URL", "postgresql://somewhere/hall"),
    ("DATABASE_DIRECT_URL", "postgresql://somewhere/hall"),
    ("DATABASE_REPLICA_URL", "replica"),
    ("DATABASE_REPLICA_LAG", "0"),
    ("UNIONHALL_FILES", "files"),
    ("UNIONHALL_FILES", "s3://key:secret@host"),
    ("UNIONHALL_FILES", "s3://key:secret@host:port/bucket"),
    ("UNIONHALL_CLAMD", "clamd"),
    ("UNIONHALL_DAYS_OFF", "/nowhere/days.toml"),
    ("UNIONHALL_MATTER_FILES", "0"),
    ("UNIONHALL_MATTER_MEGABYTES", "many"),
]


@pytest.mark.parametrize(("name", "value"), MISTAKES)
def test_a_wrong_value_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(WrongSetting) as wrong:
        read({"UNIONHALL_HOME": str(tmp_path), name: value})
    assert name in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongSetting, match="UNIONHALL_HOME"):
        read({"UNIONHALL_HOME": str(tmp_path / "file")})


def test_a_wrong_setting_ends_a_command_with_one_line_and_code_two(tmp_path: Path) -> None:
    for command in ("run", "migrate", "check", "worker"):
        done = Hall(tmp_path / "home").call(command, PORT="many")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines() == ["PORT must be a whole number from 1 to 65535, not 'many'."]


def test_a_database_that_does_not_answer_is_one_message_without_a_traceback(tmp_path: Path) -> None:
    done = Hall(tmp_path / "home").call("migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:1/hall")
    assert done.returncode == 1
    assert done.stderr.startswith("The database in DATABASE_URL does not answer:")
    assert "Traceback" not in done.stderr


def test_nothing_set_gives_a_hall_on_this_machine(tmp_path: Path) -> None:
    environment = read({"XDG_DATA_HOME": str(tmp_path)})
    assert environment.home == tmp_path / "unionhall"
    assert environment.database_is_embedded
    assert environment.address == "http://localhost:8000"
    assert environment.mail.backend.endswith("filebased.EmailBackend")


def test_the_address_follows_the_port(tmp_path: Path) -> None:
    assert read({"UNIONHALL_HOME": str(tmp_path), "PORT": "9001"}).address == "http://localhost:9001"


def test_secrets_are_made_once_and_closed_to_others(tmp_path: Path) -> None:
    first = read({"UNIONHALL_HOME": str(tmp_path / "home")})
    second = read({"UNIONHALL_HOME": str(tmp_path / "home")})
    assert first.secret_key == second.secret_key
    assert first.database_url == second.database_url
    assert (first.home / "secret_key").stat().st_mode & 0o777 == 0o600
    assert first.home.stat().st_mode & 0o777 == 0o700


def test_secrets_do_not_show_when_the_environment_is_printed(tmp_path: Path) -> None:
    environment = read({"UNIONHALL_HOME": str(tmp_path), "UNIONHALL_MAIL_URL": "smtps://me:hush@mail"})
    for secret in (environment.secret_key, environment.database_url, "hush"):
        assert secret not in repr(environment)


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail", 25, False, False),
        ("smtp+starttls://mail", 587, True, False),
        ("smtps://mail:4465", 4465, False, True),
    ],
)
def test_a_mail_server_is_read_from_its_address(
    tmp_path: Path, url: str, port: int, starttls: bool, tls: bool
) -> None:
    mail = read({"UNIONHALL_HOME": str(tmp_path), "UNIONHALL_MAIL_URL": url}).mail
    assert (mail.host, mail.port, mail.starttls, mail.tls) == ("mail", port, starttls, tls)


def test_a_variable_that_is_no_setting_is_named() -> None:
    given = {"UNIONHALL_HOME": "/srv/hall", "UNIONHALL_SMS_URI": "x", "UNIONHALL_FOO": "1", "PATH": "/bin"}
    assert unknown(given) == ["UNIONHALL_FOO", "UNIONHALL_SMS_URI"]


YEAR = """
[CN.2027]
off = [2027-02-11]
worked = [2027-02-20]
source = "State Council"
"""


def test_days_off_of_the_operator_are_read_by_calendar_and_year(tmp_path: Path) -> None:
    file = tmp_path / "days.toml"
    file.write_text(YEAR, encoding="utf-8")
    read_days = read({"UNIONHALL_HOME": str(tmp_path / "home"), "UNIONHALL_DAYS_OFF": str(file)}).days_off
    announced = read_days.years["CN"][2027]
    assert (set(announced.off), set(announced.worked)) == ({date(2027, 2, 11)}, {date(2027, 2, 20)})
    assert announced.source == "State Council"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("[CN.2027", "is not TOML"),
        ("CN = 2027", "CN: write a table for each year, as [CN.2027]."),
        (YEAR.replace("CN", "China"), "China must be a country as CN"),
        (YEAR.replace("CN.2027", "CN.next"), "CN.next must be a year"),
        (YEAR.replace("CN.2027", "CN.2026"), "CN.2026: off: 2027-02-11 is no day of 2026."),
        (YEAR.replace("[2027-02-11]", '["2027-02-11"]'), "write days as 2027-02-11, without quotation marks"),
        (YEAR.replace("[2027-02-11]", "2027-02-11"), "CN.2027: off must be a list of days"),
        (YEAR.replace("2027-02-20", "2027-02-11"), "2027-02-11 can't be both a day off and worked."),
        (YEAR.replace("worked", "work"), "CN.2027: work means nothing here."),
        (YEAR.replace('"State Council"', '" "'), "CN.2027: source must say who announced these days."),
    ],
)
def test_a_mistake_in_the_file_of_days_off_is_named_in_one_line(
    tmp_path: Path, wrong: str, said: str
) -> None:
    file = tmp_path / "days.toml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(WrongSetting) as refused:
        read({"UNIONHALL_HOME": str(tmp_path / "home"), "UNIONHALL_DAYS_OFF": str(file)})
    assert said in str(refused.value)
    assert str(refused.value).startswith(f"UNIONHALL_DAYS_OFF: {file}")
    assert "\n" not in str(refused.value)
