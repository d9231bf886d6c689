"""What every page knows."""

from typing import Any

from django.http import HttpRequest


def hall(request: HttpRequest) -> dict[str, Any]:
    return {}
