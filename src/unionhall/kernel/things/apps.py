from django.apps import AppConfig
from django.core.checks import register


class ThingsConfig(AppConfig):
    """Makes every process know the things of every room, and checks that none of them is a person."""

    name = "unionhall.kernel.things"
    label = "things"

    def ready(self) -> None:
        from unionhall.kernel.rooms import rooms
        from unionhall.kernel.things.checks import check_things

        for room in rooms():
            room.part("things")
        register(check_things)
