"""The Celery application: one worker and one beat serve every app's tasks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.local")

app = Celery("imbizo")
# Without this, a thread of the web server other than the first would speak to an unconfigured application.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
