"""Settings of `make run`: this checkout's own servers, demo mode, secrets that everybody knows."""

from cms.settings import demo_secrets
from cms.settings.base import *  # noqa: F403
from cms.settings.environment import env
from cms.settings.sign_in import sign_in_with

DEBUG = env.bool("DEBUG", default=False)
DEMO = True
# None: as many as make the demo what it is described as.
DEMO_LETTERS = env.int("DEMO_LETTERS", default=None)
SECRET_KEY = demo_secrets.SECRET_KEY
SALT_KEY = [demo_secrets.FIELD_KEY]
BLIND_INDEX_KEYS = [demo_secrets.BLIND_INDEX_KEY]
TIMELINE_KEYS = [demo_secrets.TIMELINE_KEY]
SERVE_MEDIA = True
ALLOWED_HOSTS = ["127.0.0.1", "localhost", ".localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
# Messages of the demo are kept for the page /demo/ and reach no gateway, whatever the environment says.
EMAIL_BACKEND = "cms.demo.mailbox.EmailBackend"
SMS_URL, SMS_USER, SMS_PASSWORD = "https://texts.invalid/v1", "demo", "demo"
SMS_TRANSPORT = "cms.demo.phones.Transport"
vars().update(sign_in_with(phones=True))
