"""What `unionhall check` says of the gateways."""

from typing import Any

from django.conf import settings
from django.core import checks

from unionhall.kernel.notices import channels

SAMPLES = {"sms": "+8613800138000", "telegram": "12345678", "dingtalk": "a1" * 32}
SAMPLE = "12345678-1234-1234-1234-123456789012"


def check_gateways(app_configs: Any = None, **_more: Any) -> list[checks.Warning]:
    """A warning for each gateway that Apprise can't make anything of; none is asked."""
    return [
        checks.Warning(
            f"UNIONHALL_{name.upper()}_URL is not an address that Apprise understands.", id="notices.W001"
        )
        for name in settings.CHANNEL_GATEWAYS
        if not channels.is_understood(name, SAMPLES.get(name, SAMPLE))
    ]
