from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "unionhall.kernel.places"
    label = "places"
