"""The site: settings, addresses, Celery, pages, health and demo data."""

from cms.celery import app as celery_app

__all__ = ["celery_app"]
