"""The one Django app for tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "pantau.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
