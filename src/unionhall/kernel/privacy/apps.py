from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "unionhall.kernel.privacy"
    label = "privacy"
