from django.apps import AppConfig
from django.core.checks import register


class PrivacyConfig(AppConfig):
    """Checks what every table holds of people, whichever room it belongs to."""

    name = "unionhall.kernel.privacy"
    label = "privacy"

    def ready(self) -> None:
        from unionhall.kernel.privacy.checks import check_holdings

        register(check_holdings)
