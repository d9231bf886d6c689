"""Addresses for programs that watch over the hall."""

from django.urls import path

from unionhall.operations import health, reporting

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("health/daily", health.daily, name="health_daily"),
    path(".well-known/security.txt", reporting.security_txt, name="security_txt"),
    path("metrics", health.metrics, name="metrics"),
]
