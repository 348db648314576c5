"""Reading the environment: a missing or malformed variable ends the start with one line that names it."""

import re
import zoneinfo
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

_NOTSET = environ.Env.NOTSET
_FALSE = ("false", "off", "no", "n", "0", "")


class Environment(environ.Env):
    """django-environ whose errors are one line for the person who starts the server.

    django-environ takes any word for a database address or a yes; here a typing error is found at the start, not at
    the first request. A message never repeats an address, since addresses hold passwords.

    Raises:
        SystemExit: a variable without a default is missing or empty, or its value cannot be read.
    """

    def get_value(self, var: str, cast: Any = None, default: Any = _NOTSET, parse_default: bool = False) -> Any:
        try:
            if default is _NOTSET and self.ENVIRON.get(var) == "":
                raise ImproperlyConfigured
            return super().get_value(var, cast=cast, default=default, parse_default=parse_default)
        except ImproperlyConfigured:
            raise SystemExit(f"imbizo: {var} is not set. docs/configuration.md says what it is for.") from None
        except (ValueError, TypeError, KeyError) as error:
            raise SystemExit(
                f"imbizo: {var} cannot be read: {error}. docs/configuration.md shows an example."
            ) from None

    def bool(self, var: str, default: Any = _NOTSET) -> bool:
        """A yes or a no, written in one of the usual ways."""
        value = self.get_value(var, default=default if default is _NOTSET else str(default)).strip().lower()
        if value in self.BOOLEAN_TRUE_STRINGS:
            return True
        if value in _FALSE:
            return False
        raise SystemExit(f"imbizo: {var} is neither yes nor no. Write 1 or 0.")

    def list(self, var: str, cast: Any = None, default: Any = _NOTSET) -> list:
        """Values separated by commas; at least one, unless there is a default."""
        values = super().list(var, cast=cast, default=default)
        if not values and default is _NOTSET:
            raise SystemExit(f"imbizo: {var} is empty. docs/configuration.md says what it is for.")
        return values

    def log_level(self, var: str, default: str) -> str:
        """One of the names that Python's logging knows."""
        names = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
        value = self.get_value(var, default=default).strip().upper()
        if value not in names:
            raise SystemExit(f"imbizo: {var} is no level. Write one of {', '.join(names)}.")
        return value

    def time_zone(self, var: str, default: str) -> str:
        """The IANA name of a time zone."""
        value = self.get_value(var, default=default).strip()
        if value not in zoneinfo.available_timezones():
            raise SystemExit(f"imbizo: {var} is no time zone. Write its name as in Africa/Nairobi.")
        return value

    def emergency_numbers(self, var: str, default: str = _NOTSET) -> dict[str, str]:
        """Telephone numbers by what they are for, in the order in which they are shown."""
        wanted = {"any", "police", "ambulance", "fire"}
        written = self.get_value(var, default=default) or default
        pairs = [pair.partition("=") for pair in written.split(",")]
        numbers = {name.strip(): number.strip() for name, _, number in pairs}
        if set(numbers) - wanted or not all(re.fullmatch(r"\+?[0-9 ]{2,20}", number) for number in numbers.values()):
            raise _malformed(var, "any=112,police=10111,ambulance=10177,fire=10177")
        return numbers

    def database(self, var: str) -> dict[str, Any]:
        """A PostGIS database as Django's DATABASES wants it; on a unix socket, the path's last part is its name."""
        example = "postgis://user:password@host:5432/name"
        address = self._address(var, ("postgis", "postgres", "postgresql"), example)
        if not address.path.strip("/"):
            raise _malformed(var, example)
        return self.db_url_config(self.get_value(var), engine="django.contrib.gis.db.backends.postgis")

    def redis(self, var: str) -> str:
        """The address of a Redis server, on the network or on a unix socket."""
        self._address(var, ("redis", "rediss", "unix"), "redis://host:6379/0")
        return self.get_value(var)

    def mail_server(self, var: str) -> dict[str, Any]:
        """The settings EMAIL_... for an SMTP server."""
        example = "smtp+tls://user:password@host:587"
        address = self._address(var, ("smtp", "smtps", "smtp+tls", "smtp+ssl"), example)
        if not address.hostname:
            raise _malformed(var, example)
        return self.email_url_config(self.get_value(var))

    def web_address(self, var: str, default: Any = _NOTSET) -> str:
        """The address under which people reach the site, without a slash at its end."""
        example = "https://imbizo.example.org"
        address = self._address(var, ("https", "http"), example, default=default)
        if not address.hostname:
            raise _malformed(var, example)
        return address.geturl().rstrip("/")

    def _address(self, var: str, schemes: tuple[str, ...], example: str, default: Any = _NOTSET) -> SplitResult:
        try:
            address = urlsplit(self.get_value(var, default=default))
            address.port  # noqa: B018 - a port that is no number shows only when it is asked for
        except ValueError:
            raise _malformed(var, example) from None
        if address.scheme not in schemes or not (address.netloc or address.path):
            raise _malformed(var, example)
        return address


def _malformed(var: str, example: str) -> SystemExit:
    return SystemExit(f"imbizo: {var} cannot be read as an address such as {example}. See docs/configuration.md.")


env = Environment()
