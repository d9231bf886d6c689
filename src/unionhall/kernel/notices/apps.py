from django.apps import AppConfig
from django.core.checks import register


class NoticesConfig(AppConfig):
    name = "unionhall.kernel.notices"
    label = "notices"

    def ready(self) -> None:
        from unionhall.kernel.notices.checks import check_gateways

        register(check_gateways)
