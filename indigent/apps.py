from django.apps import AppConfig


class IndigentConfig(AppConfig):
    name = "indigent"
    verbose_name = "Indigent support"
