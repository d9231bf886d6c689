from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "unionhall.kernel.journal"
    label = "journal"
