from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "unionhall.kernel.web"
    label = "web"
