"""Addresses for programs that watch over the hall."""

from django.urls import path

from unionhall.operations import health

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", health.metrics, name="metrics"),
]
