"""Reading the environment: a missing or malformed variable ends the start with one line that names it."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured


class Environment(environ.Env):
    """django-environ whose errors are one line for the person who starts the server.

    Raises:
        SystemExit: a variable without a default is missing, or its value cannot be read.
    """

    def get_value(
        self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, parse_default: bool = False
    ) -> Any:
        try:
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except ImproperlyConfigured:
            raise SystemExit(f"imbizo: {var} is not set. docs/configuration.md says what it is for.") from None
        except (ValueError, TypeError, KeyError) as error:
            raise SystemExit(
                f"imbizo: {var} cannot be read: {error}. docs/configuration.md shows an example."
            ) from None


env = Environment()
