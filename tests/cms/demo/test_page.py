"""/demo/ tells who can sign in and shows every message, in demo mode alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.mail import send_mail
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from cms.demo.accounts import ACCOUNTS, COUNCILLOR
from cms.demo.buttons import Button, press
from cms.demo.codes import one_time_code
from cms.demo.reading import link_body
from cms.demo.seed import password_for, totp_secret_for
from cms.demo.story import story
from cms.models import DemoMessage
from engagement.models import Notification, User
from tests.engagement.cast import assemble
from wards.models import CouncillorTerm

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_mode(settings) -> None:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "cms.demo.mailbox.EmailBackend"


def keep(count: int) -> None:
    """Messages numbered from 1, each a minute younger than the one before."""
    now = timezone.now()
    DemoMessage.objects.bulk_create(
        DemoMessage(to="a@example.org", subject=f"Number {n}.", body="Hello", sent_at=now + timedelta(minutes=n))
        for n in range(1, count + 1)
    )


def test_outside_demo_mode_there_is_no_such_page_and_no_banner(client: Client, settings) -> None:
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert "/demo/" not in client.get("/").content.decode()


def test_in_demo_mode_every_page_says_so(client: Client, demo_mode: None) -> None:
    home = client.get("/").content.decode()
    assert "Demo: invented people and places." in home
    assert 'href="/demo/"' in home


def test_it_tells_search_engines_and_caches_to_forget_it(client: Client, demo_mode: None) -> None:
    answer = client.get("/demo/")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()
    assert set(answer.cookies) <= {"csrftoken"}


@time_machine.travel(datetime(2026, 11, 22, 8, 0, 12, tzinfo=UTC), tick=False)
def test_it_shows_each_account_with_its_password_and_the_codes_of_now_and_next(client: Client, demo_mode: None) -> None:
    page = client.get("/demo/").content.decode()
    for account in ACCOUNTS:
        assert account.email in page
        assert password_for(account.email) in page
    now, secret = datetime.now(tz=UTC), totp_secret_for(COUNCILLOR.email)
    assert one_time_code(secret, now).digits in page
    assert one_time_code(secret, now + timedelta(seconds=30)).digits in page
    assert "until 10:00:30" in page
    assert 'data-refresh-after="18"' in page


def test_messages_are_shown_newest_first_ten_a_page(client: Client, demo_mode: None) -> None:
    keep(11)
    first, second = (client.get(f"/demo/?page={page}").content.decode() for page in (1, 2))
    assert first.index("Number 11.") < first.index("Number 10.") < first.index("Number 2.")
    assert "Number 1." not in first
    assert "Number 1." in second
    assert client.get("/demo/?page=nonsense").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_twice_however_many_messages(
    client: Client, demo_mode: None, count: int, django_assert_num_queries
) -> None:
    keep(count)
    host, messages = 2, 2
    with django_assert_num_queries(host + messages):
        client.get("/demo/")


def test_links_in_messages_can_be_followed_and_lead_to_the_site_that_is_being_read(
    client: Client, demo_mode: None, settings
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8000"
    body = "Confirm: http://127.0.0.1:8000/track/confirm/abc?x=1&y=2\nElsewhere: http://127.0.0.1:80001.example.org/"
    send_mail("Please confirm", body, None, ["a@example.org"])
    page = client.get("/demo/").content.decode()
    assert '<a href="/track/confirm/abc?x=1&amp;y=2">' in page
    assert '<a href="http://127.0.0.1:80001.example.org/"' in page


def test_what_people_write_stays_text(client: Client, demo_mode: None) -> None:
    send_mail("<b>bold</b>", "<script>alert(1)</script>", None, ["a@example.org"])
    page = client.get("/demo/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;bold&lt;/b&gt;" in page
    assert "<script>alert" not in page


def test_links_of_messages_lead_to_where_the_page_is_read() -> None:
    body = "http://127.0.0.1:8640/track/x/ http://localhost/track/y/ https://elsewhere.example.org/z/"
    shown = link_body(body)
    assert [part.split('"')[0] for part in shown.split('href="')[1:]] == [
        "/track/x/",
        "/track/y/",
        "https://elsewhere.example.org/z/",
    ]


def test_messages_are_found_by_what_they_hold(client: Client, demo_mode: None) -> None:
    keep(12)
    found = client.get("/demo/?words=number+2.").content.decode()
    assert "Number 2." in found
    assert "Number 1." not in found
    assert "No message holds these words." in client.get("/demo/?words=nowhere").content.decode()


@pytest.mark.parametrize("words", ["082 555 0123", "+27 82 555 0123", "0825550123", "kh7f3k92q8", "KH-7F3K-92Q8"])
def test_messages_are_found_by_number_and_reference_however_they_are_written(
    client: Client, demo_mode: None, words: str
) -> None:
    reference = "KH-7F3K-92Q8"
    keep(1)
    link = f"https://example.org/c/{reference.replace('-', '')}-abc/"
    DemoMessage.objects.create(channel="sms", to="+27825550123", body=f"Confirm: {link}", sent_at=timezone.now())
    send_mail(f"{reference}: there is an answer", "Hello", None, ["a@example.org"])
    page = client.get("/demo/", {"words": words}).content.decode()
    assert "/c/KH7F3K92Q8-abc/" in page
    assert (f"{reference}: there" in page) == words.upper().startswith("KH")
    assert "Number 1." not in page


def test_the_digest_of_the_week_is_written_on_any_day_by_a_button(client: Client, demo_mode: None, settings) -> None:
    cast = assemble()
    User.objects.filter(pk=cast.councillor.pk).update(email=COUNCILLOR.email)
    cast.confirmed()
    answer = client.post("/demo/", {"button": "digest"})
    assert (answer.status_code, answer["Location"]) == (302, "/demo/?button=digest#messages")
    assert Notification.objects.get(template="councillor-digest").recipient == COUNCILLOR.email
    assert "Send the digest of the week now" in client.get(answer["Location"]).content.decode()
    press(Button.DIGEST, at=timezone.now() + timedelta(seconds=1))
    assert Notification.objects.filter(template="councillor-digest").count() == 2


def test_what_runs_by_the_clock_runs_by_a_button(client: Client, demo_mode: None) -> None:
    cast = assemble()
    case = cast.confirmed()
    CouncillorTerm.objects.filter(ward=cast.ward).update(served=DateRange(date(2021, 11, 8), date(2021, 11, 9)))
    client.post("/demo/", {"button": "clock"})
    case.refresh_from_db()
    assert case.councillor is None


def test_buttons_do_nothing_outside_demo_mode_and_nothing_that_is_no_button(client: Client, settings) -> None:
    settings.DEMO = False
    assert client.post("/demo/", {"button": "digest"}).status_code == 404
    settings.DEMO = True
    assert client.post("/demo/", {"button": "nonsense"})["Location"] == "/demo/"
    assert not Notification.objects.exists()


def test_every_step_of_the_story_leads_somewhere(client: Client, demo_mode: None) -> None:
    steps = [step for chapter in story() for step in chapter.steps]
    assert {step.button for step in steps} == {None, *Button}
    for step in steps:
        assert step.button or step.url == "#messages" or resolve(step.url.partition("?")[0])
