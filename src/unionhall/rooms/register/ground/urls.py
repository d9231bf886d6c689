"""The addresses of what belongs to a place, below `/register/ground/`."""

from django.urls import path

from unionhall.rooms.register.ground import views

urlpatterns = [
    path("", views.places, name="ground"),
    path("<int:pk>/", views.edit, name="ground_place"),
    path("<int:pk>/outline/", views.outline, name="ground_outline"),
    path("<int:pk>/outline/take-away/", views.take_away, name="ground_take_away"),
]
