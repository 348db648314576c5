"""A municipality's server on which the outbox is swept each second and a mail server has three seconds to answer."""

from cms.settings.production import *  # noqa: F403

CELERY_BEAT_SCHEDULE = {"deliver-notifications": {"task": "engagement.deliver_notifications", "schedule": 1}}
EMAIL_TIMEOUT = 3
