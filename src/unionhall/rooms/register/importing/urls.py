"""The addresses of the register's files, below `/register/import/`."""

from django.urls import path

from unionhall.rooms.register.importing import views

urlpatterns = [
    path("", views.choose, name="import"),
    path("sample/<str:kind>.csv", views.sample, name="import_sample"),
    path("<uuid:uid>/", views.preview, name="import_preview"),
    path("<uuid:uid>/which/", views.which, name="import_which"),
    path("<uuid:uid>/rows/<str:what>/", views.rows, name="import_rows"),
    path("<uuid:uid>/changes.csv", views.changes, name="import_changes"),
    path("<uuid:uid>/findings.csv", views.findings, name="import_findings"),
]
