from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "unionhall.kernel.api"
    label = "api"
