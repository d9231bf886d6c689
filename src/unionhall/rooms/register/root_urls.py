"""The one address of the register that programs look for at the root."""

from django.urls import path

from unionhall.rooms.register.views.card import published

urlpatterns = [path(".well-known/unionhall-card.json", published, name="card_key")]
