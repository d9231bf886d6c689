from django.apps import AppConfig
from django.core.checks import register


class WebConfig(AppConfig):
    name = "unionhall.kernel.web"
    label = "web"

    def ready(self) -> None:
        from unionhall.kernel.misspelt import check_rooms

        register(check_rooms)
