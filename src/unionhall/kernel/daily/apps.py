from django.apps import AppConfig


class DailyConfig(AppConfig):
    name = "unionhall.kernel.daily"
    label = "daily"
