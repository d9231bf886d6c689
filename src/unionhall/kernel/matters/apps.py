from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "unionhall.kernel.matters"
    label = "matters"
