from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "unionhall.kernel.drafts"
    label = "drafts"
