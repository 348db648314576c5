"""Settings of a municipality's server. It refuses to start with the demo's secrets, DEBUG or demo mode."""

import re

from cms.settings import demo_secrets
from cms.settings.base import *  # noqa: F403
from cms.settings.environment import env

DEBUG = False
DEMO = False
SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SALT_KEY = env.list("FIELD_KEYS")
BLIND_INDEX_KEYS = env.list("BLIND_INDEX_KEYS")
TIMELINE_KEYS = env.list("TIMELINE_KEYS")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
# Limits count by the address that the last of so many proxies of ours saw; with a wrong number everybody shares one.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=1)
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = env.web_address("BASE_URL")
SOURCE_URL = env.web_address("SOURCE_URL")
EMERGENCY_NUMBERS = env.emergency_numbers("EMERGENCY_NUMBERS")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL")
vars().update(env.mail_server("EMAIL_URL"))


def refuse_what_belongs_to_the_demo() -> None:
    """Stop the start where the environment would open this server to everybody.

    Raises:
        SystemExit: DEBUG or DEMO is set, or a secret is short, one of the demo's, or used for two things.
    """
    for flag in ("DEBUG", "DEMO"):
        if env.bool(flag, default=False):
            raise SystemExit(f"imbizo: {flag} is set. A production server must not run with it; unset it.")
    secrets = {
        "SECRET_KEY": [SECRET_KEY],
        "FIELD_KEYS": SALT_KEY,
        "BLIND_INDEX_KEYS": BLIND_INDEX_KEYS,
        "TIMELINE_KEYS": TIMELINE_KEYS,
    }
    seen: set[str] = set()
    for name, values in secrets.items():
        for value in values:
            if value in demo_secrets.ALL:
                raise SystemExit(f"imbizo: {name} is the demo's secret. Make one: openssl rand -base64 48")
            if len(value) < 32:
                raise SystemExit(f"imbizo: {name} is shorter than 32 characters. Make one: openssl rand -base64 48")
            if value in seen:
                raise SystemExit(f"imbizo: {name} repeats another secret. Each needs its own: openssl rand -base64 48")
            seen.add(value)


refuse_what_belongs_to_the_demo()


def refuse_half_a_provider() -> None:
    """Stop the start where text messages could not be sent, or their receipts could be invented.

    Raises:
        SystemExit: the provider's address is no HTTPS, its password is missing, or the secret of receipts is short.
    """
    if not SMS_URL:
        return
    if not SMS_URL.startswith("https://"):
        raise SystemExit("imbizo: SMS_URL does not begin with https://. The password and the texts would be read.")
    for name, value in {"SMS_USER": SMS_USER, "SMS_PASSWORD": SMS_PASSWORD}.items():
        if not value:
            raise SystemExit(f"imbizo: {name} is not set, and SMS_URL is. docs/configuration.md says what it is for.")
    if SMS_RECEIPTS_SECRET and not re.fullmatch(r"[A-Za-z0-9_-]{32,}", SMS_RECEIPTS_SECRET):
        raise SystemExit(
            "imbizo: SMS_RECEIPTS_SECRET stands in an address: 32 or more letters and digits. Make one: openssl rand"
            " -hex 32"
        )


refuse_half_a_provider()

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
# Both bind other servers of the municipality, for long: a choice of whoever runs them. Django asks for both at every
# start; "no" is an answer here, so its two reminders stay silent.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
if SECURE_HSTS_PRELOAD and not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    raise SystemExit("imbizo: HSTS_PRELOAD is set without HSTS_SUBDOMAINS. Browsers refuse that; set both, or neither.")
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# deploy/nginx/imbizo.conf has the other half.
PHOTO_BACKEND = "django_sendfile.backends.nginx.sendfile"
