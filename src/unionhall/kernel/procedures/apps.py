from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "unionhall.kernel.procedures"
    label = "procedures"
