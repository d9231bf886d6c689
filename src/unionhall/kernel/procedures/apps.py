from django.apps import AppConfig
from django.core.checks import register


class ProceduresConfig(AppConfig):
    """Makes every process know every procedure, the worker's clock too, and checks their declarations."""

    name = "unionhall.kernel.procedures"
    label = "procedures"

    def ready(self) -> None:
        from unionhall.kernel.procedures import succession as succession
        from unionhall.kernel.procedures.checks import check_days_off, check_procedures
        from unionhall.kernel.rooms import rooms

        for room in rooms():
            room.part("procedure")
        register(check_procedures)
        register(check_days_off)
