"""The Celery application: one worker and one beat serve every app's tasks."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

app = Celery("imbizo")
# Without this, a thread of the web server other than the first would speak to an unconfigured application.
app.set_default()
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def show_that_a_worker_is_there(**_: Any) -> None:
    """Let `/readyz` see a fresh worker at once, and not only when beat's first minute is over."""
    app.send_task("cms.note_worker_alive")
