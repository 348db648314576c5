"""A server that is set up wrongly says so in one line at the start, and names the variable."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cms.settings import demo_secrets

ROOT = Path(__file__).resolve().parents[2]

PRODUCTION = {
    "DATABASE_URL": "postgis://imbizo:pass%40word@db.example.org:5432/imbizo",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "SECRET_KEY": "a-secret-of-this-test-alone-0123456789",
    "FIELD_KEYS": "a-field-key-of-this-test-alone-0123456789",
    "BLIND_INDEX_KEYS": "an-index-key-of-this-test-alone-0123456789",
    "TIMELINE_KEYS": "a-timeline-key-of-this-test-alone-0123456789",
    "ALLOWED_HOSTS": "imbizo.example.org",
    "BASE_URL": "https://imbizo.example.org/",
    "SOURCE_URL": "https://code.example.org/imbizo",
    "EMERGENCY_NUMBERS": "any=999, fire=+254 20 222 2181",
    "DEFAULT_FROM_EMAIL": "Imbizo <imbizo@example.org>",
    "EMAIL_URL": "smtp+tls://imbizo:pass@mail.example.org:587",
}

Start = Callable[..., subprocess.CompletedProcess]

REPORT = """
import os, sys
from importlib import import_module
settings = import_module(os.environ["DJANGO_SETTINGS_MODULE"])
for name in sys.argv[1:]:
    print(getattr(settings, name))
"""


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    """Read the settings in a fresh process of a copy that has no private servers, and print some of them."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in ("settings", "formats"):
        shutil.copytree(ROOT / "cms" / folder, copy / "cms" / folder)
    for name in ("__init__.py", "celery.py"):
        shutil.copy(ROOT / "cms" / name, copy / "cms" / name)

    def run(*names: str, module: str = "production", **variables: str | None) -> subprocess.CompletedProcess:
        given = {**PRODUCTION, **variables, "DJANGO_SETTINGS_MODULE": f"cms.settings.{module}"}
        environment = {name: value for name, value in given.items() if value is not None}
        return subprocess.run(
            [sys.executable, "-c", REPORT, *names],
            cwd=copy,
            env={"PATH": os.environ["PATH"], **environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return run


def test_a_complete_environment_is_read(start: Start) -> None:
    answer = start(
        "DEBUG", "DEMO", "WAGTAILADMIN_BASE_URL", "EMAIL_HOST", "EMAIL_USE_TLS", "ALLOWED_HOSTS", "DATABASES"
    )
    *simple, databases = answer.stdout.splitlines()
    assert simple == [
        "False",
        "False",
        "https://imbizo.example.org",
        "mail.example.org",
        "True",
        str(["imbizo.example.org"]),
    ]
    assert "'PASSWORD': 'pass@word'" in databases
    assert answer.returncode == 0


@pytest.mark.parametrize(
    ("tiles", "sources"),
    [
        (None, ["'self'", "data:"]),
        ("/base/{z}/{x}/{y}.png", ["'self'", "data:"]),
        ("https://tiles.example.org/{z}/{x}/{y}.png?key=1", ["'self'", "data:", "https://tiles.example.org"]),
        ("https://{s}.example.org:8443/{z}/{x}/{y}.png", ["'self'", "data:", "https://*.example.org:8443"]),
    ],
)
def test_pictures_come_from_this_site_and_from_its_base_map(start: Start, tiles: str | None, sources: list) -> None:
    answer = start("CONTENT_SECURITY_POLICY", BASE_MAP_TILES=tiles)
    assert f"'img-src': {sources}" in answer.stdout


def test_servers_may_be_reached_over_unix_sockets(start: Start) -> None:
    answer = start(
        "DATABASES",
        "CELERY_BROKER_URL",
        DATABASE_URL="postgis://imbizo@//run/some/folder/imbizo",
        REDIS_URL="unix:///run/some/redis.sock?db=0",
    )
    databases, broker = answer.stdout.splitlines()
    assert "'HOST': '/run/some/folder'" in databases
    assert broker == "redis+socket:///run/some/redis.sock?virtual_host=0"


def assert_refused(answer: subprocess.CompletedProcess, *words: str) -> None:
    """The process ended with one line, ours, that holds these words."""
    assert answer.returncode != 0
    assert len(answer.stderr.splitlines()) == 1, answer.stderr
    assert answer.stderr.startswith("imbizo: ")
    assert [word for word in words if word not in answer.stderr] == []


@pytest.mark.parametrize("name", PRODUCTION)
def test_a_missing_variable_is_named(start: Start, name: str) -> None:
    assert_refused(start(**{name: None}), f"imbizo: {name} is not set", "docs/configuration.md")


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
@pytest.mark.parametrize("module", ["local", "test"])
def test_no_settings_start_without_their_servers(start: Start, module: str, name: str) -> None:
    assert_refused(start(module=module, **{name: None}), f"imbizo: {name} is not set")


TEXTS = {"SMS_URL": "https://texts.example.org/v1/", "SMS_USER": "imbizo", "SMS_PASSWORD": "pass"}


def test_with_a_provider_of_texts_accounts_may_have_numbers(start: Start) -> None:
    names = ("SMS_URL", "ACCOUNT_LOGIN_METHODS", "SMS_COUNTRIES")
    without, having = start(*names).stdout.splitlines(), start(*names, SMS_COUNTRIES="ke,TZ", **TEXTS).stdout
    assert without == ["", "{'email'}", "['ZA']"]
    address, methods, countries = having.splitlines()
    assert (address, countries) == ("https://texts.example.org/v1", "['KE', 'TZ']")
    assert "'phone'" in methods


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMS_URL", "http://texts.example.org/v1"),
        ("SMS_URL", "texts.example.org"),
        ("SMS_USER", None),
        ("SMS_PASSWORD", ""),
        ("SMS_RECEIPTS_SECRET", "short"),
        ("SMS_RECEIPTS_SECRET", "with/a/slash/that/no/address/can/hold/0123456789"),
    ],
)
def test_half_a_provider_of_texts_is_refused(start: Start, name: str, value: str | None) -> None:
    assert_refused(start(**TEXTS | {name: value}), name)


@pytest.mark.parametrize("name", ["DATABASE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "SOURCE_URL", "EMERGENCY_NUMBERS"])
def test_an_empty_variable_is_a_missing_one(start: Start, name: str) -> None:
    assert_refused(start(**{name: ""}), f"imbizo: {name} is not set")


@pytest.mark.parametrize("name", ["FIELD_KEYS", "ALLOWED_HOSTS"])
def test_a_list_of_nothing_is_refused(start: Start, name: str) -> None:
    assert_refused(start(**{name: ","}), f"imbizo: {name} is empty")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "imbizo"),
        ("DATABASE_URL", "mysql://imbizo:s3cret@db.example.org/imbizo"),  # another kind of database
        ("DATABASE_URL", "postgis://imbizo:s3cret@db.example.org"),  # no name of a database
        ("DATABASE_URL", "postgis://imbizo:s3cret/word@db.example.org/imbizo"),  # a slash that is not %2F
        ("REDIS_URL", "http://redis.example.org"),
        ("REDIS_URL", "redis:"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "smtp://"),
        ("BASE_URL", "imbizo.example.org"),
        ("EMERGENCY_NUMBERS", "112"),
        ("EMERGENCY_NUMBERS", "any=112,dragons=113"),
        ("EMERGENCY_NUMBERS", "any=call us"),
    ],
)
def test_a_malformed_address_is_named_and_its_password_is_not_repeated(start: Start, name: str, value: str) -> None:
    answer = start(**{name: value})
    assert_refused(answer, f"imbizo: {name} cannot be read", "such as")
    assert "s3cret" not in answer.stderr


@pytest.mark.parametrize("flag", ["DEBUG", "DEMO"])
@pytest.mark.parametrize("value", ["1", "true", "YES"])
def test_production_refuses_debug_and_demo_mode(start: Start, flag: str, value: str) -> None:
    assert_refused(start(**{flag: value}), f"imbizo: {flag} is set", "unset it")


def test_a_flag_that_is_switched_off_is_no_obstacle(start: Start) -> None:
    assert start("DEBUG", DEBUG="0", DEMO="false").stdout == "False\n"


def test_a_time_zone_that_does_not_exist_is_named(start: Start) -> None:
    assert_refused(start(TIME_ZONE="Africa/Atlantis"), "imbizo: TIME_ZONE is no time zone", "Africa/Nairobi")
    assert start("TIME_ZONE", TIME_ZONE="Africa/Nairobi").stdout == "Africa/Nairobi\n"


def test_a_log_level_that_does_not_exist_is_named(start: Start) -> None:
    assert_refused(start(LOG_LEVEL="loud"), "imbizo: LOG_LEVEL is no level", "WARNING")
    assert "'level': 'WARNING'" in start("LOGGING", LOG_LEVEL="warning").stdout


def test_the_visitor_behind_one_proxy_is_told_from_the_proxy(start: Start) -> None:
    assert start("ALLAUTH_TRUSTED_PROXY_COUNT").stdout == "1\n"
    assert start("ALLAUTH_TRUSTED_PROXY_COUNT", TRUSTED_PROXIES="2").stdout == "2\n"
    assert_refused(start(TRUSTED_PROXIES="one"), "imbizo: TRUSTED_PROXIES cannot be read")


def test_a_flag_is_not_guessed(start: Start) -> None:
    assert_refused(start(DEBUG="perhaps"), "imbizo: DEBUG is neither yes nor no")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", demo_secrets.SECRET_KEY),
        ("FIELD_KEYS", demo_secrets.FIELD_KEY),
        ("BLIND_INDEX_KEYS", f"{PRODUCTION['BLIND_INDEX_KEYS']},{demo_secrets.BLIND_INDEX_KEY}"),
        ("TIMELINE_KEYS", demo_secrets.TIMELINE_KEY),
    ],
)
def test_production_refuses_the_secrets_of_the_demo(start: Start, name: str, value: str) -> None:
    assert_refused(start(**{name: value}), f"imbizo: {name} is the demo's secret", "openssl rand")


def test_the_demo_has_no_other_secrets_than_these() -> None:
    written = {value for name, value in vars(demo_secrets).items() if name.isupper() and isinstance(value, str)}
    assert written == demo_secrets.ALL


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS", "BLIND_INDEX_KEYS", "TIMELINE_KEYS"])
def test_production_refuses_a_short_secret(start: Start, name: str) -> None:
    assert_refused(start(**{name: "x" * 31}), f"imbizo: {name} is shorter than 32 characters")


def test_production_refuses_one_secret_for_two_things(start: Start) -> None:
    assert_refused(start(FIELD_KEYS=PRODUCTION["SECRET_KEY"]), "imbizo: FIELD_KEYS repeats another secret")


def test_names_below_this_one_are_bound_to_https_only_by_choice(start: Start) -> None:
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    assert start(*names).stdout.split() == ["31536000", "False", "False"]
    assert start(*names, HSTS_SUBDOMAINS="true", HSTS_PRELOAD="true").stdout.split() == ["31536000", "True", "True"]


def test_browsers_are_not_asked_to_come_with_a_rule_that_leaves_names_out(start: Start) -> None:
    assert_refused(start(HSTS_PRELOAD="true"), "imbizo: HSTS_PRELOAD is set without HSTS_SUBDOMAINS")
