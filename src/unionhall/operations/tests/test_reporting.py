"""A weakness can be reported, and the operator's own list of passwords is refused."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.environment.sign_in import read_sign_in
from unionhall.environment.variables import WrongSetting


@pytest.mark.parametrize(
    ("set_to", "contact"),
    [("", "mailto:hall@localhost"), ("https://union.example/report", "https://union.example/report")],
)
def test_where_to_report_is_published(
    client: Client, db: None, settings: Any, set_to: str, contact: str
) -> None:
    settings.SECURITY_CONTACT, settings.DEFAULT_FROM_EMAIL = set_to, "hall@localhost"
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == contact
    assert datetime.fromisoformat(fields["Expires"]) > timezone.now()


def test_a_list_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="UNIONHALL_REFUSED_PASSWORDS: .* can't be read"):
        read_sign_in({"UNIONHALL_REFUSED_PASSWORDS": str(tmp_path / "nothing")})


def test_a_list_is_taken(tmp_path: Path) -> None:
    (tmp_path / "words").write_text("riverbend-united\n")
    assert read_sign_in({"UNIONHALL_REFUSED_PASSWORDS": str(tmp_path / "words")}).refused_passwords
