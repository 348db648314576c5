"""Settings of the bare view: the measured site's, with nothing between the server and the view."""

from tests.bench.settings import *  # noqa: F403

INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tests.bench.bare"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
