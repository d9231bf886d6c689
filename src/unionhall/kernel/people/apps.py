from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "unionhall.kernel.people"
    label = "people"
