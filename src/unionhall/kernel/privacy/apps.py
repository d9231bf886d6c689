from django.apps import AppConfig
from django.core.checks import register


class PrivacyConfig(AppConfig):
    """Checks what every table holds of people, whatever its room, and that the keys can be used."""

    name = "unionhall.kernel.privacy"
    label = "privacy"

    def ready(self) -> None:
        from unionhall.kernel.privacy.checks import check_holdings, check_keys

        register(check_holdings)
        register(check_keys)
