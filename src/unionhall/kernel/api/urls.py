"""Addresses of the pages about one's own tokens."""

from django.urls import path

from unionhall.kernel.api import pages

urlpatterns = [
    path("", pages.own, name="api_tokens"),
    path("<int:pk>/end/", pages.end, name="api_token_end"),
    path("<int:pk>/hook/", pages.hook, name="api_hook"),
    path("<int:pk>/hook/end/", pages.end_hook, name="api_hook_end"),
]
