"""Settings of the tests: the demo's secrets, quick password hashes, tasks run where they are called."""

import os

from cms.settings import demo_secrets
from cms.settings.base import *  # noqa: F403
from cms.settings.sign_in import sign_in_with

DEBUG = False
DEMO = False
SECRET_KEY = demo_secrets.SECRET_KEY
SALT_KEY = [demo_secrets.FIELD_KEY]
BLIND_INDEX_KEYS = [demo_secrets.BLIND_INDEX_KEY]
TIMELINE_KEYS = [demo_secrets.TIMELINE_KEY]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Offered on every form; nobody answers there. Tests that send texts run a provider (tests/engagement/smsserver.py).
SMS_URL, SMS_USER, SMS_PASSWORD = "http://127.0.0.1:1/v1", "imbizo", "a password of the tests"
SMS_RECEIPTS_SECRET = "a-secret-of-the-tests-for-receipts"
vars().update(sign_in_with(phones=True))
# One Redis serves this checkout's site, its tests and each of their workers: what one keeps, no other reads.
CACHES["default"]["KEY_PREFIX"] = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
# Those of kept pages switch this on, under keys of their own.
KEEP_PAGES_SECONDS = 0
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
SENDFILE_ROOT = str(BASE_DIR / ".imbizo" / f"photos-in-tests-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    # Sent as files; what one worker of the tests leaves, no other finds.
    "photos": {"BACKEND": "cms.storage.PrivateFileStorage", "OPTIONS": {"location": SENDFILE_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AWAY_ROOT = BASE_DIR / ".imbizo" / "away-in-tests"
WHITENOISE_AUTOREFRESH = True
JOURNAL_ROOT = BASE_DIR / ".imbizo" / f"journal-in-tests-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
