from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "unionhall.instruments.papers"
    label = "papers"
