"""A password that was stolen elsewhere is refused, from the operator's list and without asking anybody."""

from hashlib import sha1
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from unionhall.environment.sign_in import read_sign_in
from unionhall.environment.variables import WrongSetting
from unionhall.kernel.people.breached import has
from unionhall.kernel.people.tests.signing import PASSWORD, ready, sign_in

if TYPE_CHECKING:
    from tests.town import Town

STOLEN, FRESH = "correct horse battery", "a-new-lake-0815"


def digest(password: str) -> str:
    return sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


def list_of(path: Path, *digests: str, end: str = "\r\n") -> Path:
    """As Have I Been Pwned writes it: how often it was seen stands behind each."""
    path.write_bytes("".join(f"{each}:{len(each) * 7}{end}" for each in sorted(digests)).encode())
    return path


@pytest.fixture
def listed(tmp_path: Path, settings: Any) -> Path:
    """A hall with a list of a few thousand, one of which somebody here wants."""
    path = list_of(tmp_path / "stolen.txt", digest(STOLEN), *(digest(str(each)) for each in range(3_000)))
    settings.AUTH_PASSWORD_VALIDATORS = [
        *settings.AUTH_PASSWORD_VALIDATORS,
        {"NAME": "unionhall.kernel.people.breached.BreachedPasswordValidator", "OPTIONS": {"path": path}},
    ]
    return path


def change(client: Client, password: str) -> Any:
    sent = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    return client.post("/account/password/change/", sent)


def test_a_stolen_password_is_refused_at_its_field(town: "Town", client: Client, listed: Path) -> None:
    sign_in(client, ready(town.member).email or "")
    answer = change(client, STOLEN)
    assert answer.context["form"].errors.as_data()["password1"][0].code == "password_breached"
    assert "thieves" in answer.content.decode()
    client.cookies["django_language"] = "zh-hans"
    assert "这个密码曾在别处被盗" in change(client, STOLEN).content.decode()
    assert change(client, FRESH).status_code == 302


def test_a_list_that_went_away_keeps_nobody_out(town: "Town", client: Client, listed: Path) -> None:
    sign_in(client, ready(town.member).email or "")
    listed.unlink()
    assert change(client, STOLEN).status_code == 302


@given(
    known=st.sets(st.binary(min_size=20, max_size=20), max_size=40),
    other=st.binary(min_size=20, max_size=20),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_stands_there_is_found_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, known: set[bytes], other: bytes, end: str
) -> None:
    path = list_of(
        tmp_path_factory.mktemp("lists") / "list", *(each.hex().upper() for each in known), end=end
    )
    assert all(has(path, each.hex()) for each in known)
    assert has(path, other.hex()) == (other in known)


@pytest.mark.parametrize("content", ["", "secret\n", f"{'F' * 40}\n{'0' * 40}\n", f"{'0' * 39}\n"])
def test_what_is_no_such_list_is_named_at_the_start(tmp_path: Path, content: str) -> None:
    (tmp_path / "list").write_text(content)
    with pytest.raises(WrongSetting, match="UNIONHALL_BREACHED_PASSWORDS must be SHA-1 digests"):
        read_sign_in({"UNIONHALL_BREACHED_PASSWORDS": str(tmp_path / "list")})


def test_a_list_is_taken(tmp_path: Path) -> None:
    path = list_of(tmp_path / "list", digest("a"), digest("b").lower())
    assert read_sign_in({"UNIONHALL_BREACHED_PASSWORDS": str(path)}).breached_passwords == path
