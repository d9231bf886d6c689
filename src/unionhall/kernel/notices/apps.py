from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "unionhall.kernel.notices"
    label = "notices"
