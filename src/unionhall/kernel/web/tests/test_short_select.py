"""Choices drawn in one template are those that Django draws."""

import re

import pytest
from django import forms

from unionhall.kernel.web.fields import ShortSelect

CHOICES = [("", "All"), ("a&b", 'Fish & "chips"'), (1200, "A number")]


@pytest.mark.parametrize("value", ["", "a&b", "1200", "unknown", None])
@pytest.mark.parametrize("attrs", [{}, {"id": "id_whose", "required": True, "disabled": False, "size": 1200}])
def test_it_is_what_django_draws(value: str | None, attrs: dict[str, object]) -> None:
    ours, djangos = (
        kind(choices=CHOICES).render("whose", value, attrs) for kind in (ShortSelect, forms.Select)
    )
    assert _plain(ours) == _plain(djangos)


def _plain(markup: str) -> str:
    return re.sub(r"\s+", " ", markup)
