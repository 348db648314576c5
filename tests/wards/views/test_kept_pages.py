"""A public page is rendered once, and shown to everybody until it says something else."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from tests.wards.factories import MunicipalityFactory, make_grid
from wards.models import Municipality, Ward
from wards.services.public_pages import note_public_change, note_public_change_everywhere
from wards.views import kept_pages as module
from wards.views.kept_pages import keep_until, kept_page
from wards.views.public import public_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]

WARD = "/wards/KHA001/"


@pytest.fixture(autouse=True)
def khanya() -> Municipality:
    municipality = MunicipalityFactory(code="KHA", name="Khanya")
    make_grid(2, 2, municipality=municipality)
    return municipality


def rename(ward_code: str, name: str) -> None:
    """Change what a page says without telling anybody."""
    Ward.objects.filter(code=ward_code).update(name=name)


def shown(client: Client, path: str = WARD) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_is_shown_as_it_was_kept_until_a_change_is_noted(
    client: Client, khanya: Municipality, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    shown(client)
    rename("KHA001", "Emthonjeni")
    assert "Emthonjeni" not in shown(client)
    with django_capture_on_commit_callbacks(execute=True):
        note_public_change([khanya.pk])
    assert "Emthonjeni" in shown(client)


def test_nothing_is_noted_before_the_transaction_is_through(
    client: Client, khanya: Municipality, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    shown(client)
    with django_capture_on_commit_callbacks() as callbacks:
        note_public_change([khanya.pk])
    rename("KHA001", "Emthonjeni")
    assert "Emthonjeni" not in shown(client)
    assert len(callbacks) == 1


def test_a_change_of_the_whole_installation_is_noted_for_every_page(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    shown(client)
    rename("KHA001", "Emthonjeni")
    with django_capture_on_commit_callbacks(execute=True):
        note_public_change_everywhere()
    assert "Emthonjeni" in shown(client)


@pytest.mark.parametrize("path", ["/", "/wards/", "/wards/in/ZZ-KHA/", "/wards/map/", WARD, f"/zu{WARD}"])
def test_a_kept_page_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, path: str
) -> None:
    first = shown(client, path)
    with django_assert_num_queries(0):
        assert shown(client, path) == first


def test_each_language_and_each_host_has_its_own(client: Client) -> None:
    assert shown(client) != shown(client, f"/zu{WARD}")
    here, there = (client.get(WARD, headers={"host": host}).content for host in ("a.example.org", "b.example.org"))
    assert b"http://a.example.org" in here
    assert b"http://b.example.org" in there


def test_a_browser_that_has_it_gets_304_from_what_is_kept(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(WARD)
    kept = client.get(WARD, headers={"Accept-Encoding": "gzip"})
    assert kept["Content-Encoding"] == "gzip"
    assert kept["ETag"] == first["ETag"]
    with django_assert_num_queries(0):
        answer = client.get(WARD, headers={"If-None-Match": kept["ETag"]})
    assert answer.status_code == 304
    assert answer["Cache-Control"] == first["Cache-Control"]


@pytest.mark.parametrize("encoding", ["", "gzip", "br", "gzip, deflate, br"])
def test_it_is_the_same_in_each_encoding(client: Client, encoding: str) -> None:
    for _time in range(2):
        answer = client.get(WARD, headers={"Accept-Encoding": encoding})
        assert answer.get("Content-Encoding", "") == ("br" if "br" in encoding else encoding)
        assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("query", ["?q=kha001x", "?was=KHA002", "?page=99999", "?page=1&page=2", "?page=x", "?utm=1"])
def test_addresses_that_anybody_can_make_up_are_not_kept(client: Client, query: str) -> None:
    shown(client, WARD + query)
    rename("KHA001", "Emthonjeni")
    assert "Emthonjeni" in shown(client, WARD + query)


def test_a_numbered_page_of_a_list_is_kept(client: Client) -> None:
    shown(client, f"{WARD}?page=2")
    rename("KHA001", "Emthonjeni")
    assert "Emthonjeni" not in shown(client, f"{WARD}?page=2")


def test_what_does_not_exist_is_asked_for_each_time(client: Client) -> None:
    assert client.get("/wards/KHA009/").status_code == 404
    Ward.objects.filter(code="KHA004").update(code="KHA009")
    assert client.get("/wards/KHA009/").status_code == 200


def test_no_page_outlives_its_minutes(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 10, 1, tzinfo=UTC), tick=False) as clock:
        shown(client)
        rename("KHA001", "Emthonjeni")
        clock.shift(timedelta(seconds=299))
        assert "Emthonjeni" not in shown(client)
        clock.shift(timedelta(seconds=2))
        assert "Emthonjeni" in shown(client)


def test_no_page_is_kept_past_midnight_in_any_zone(client: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 22, 21, 59, 50, tzinfo=UTC), tick=False) as clock:
        assert client.get(WARD)["Cache-Control"] == "max-age=10, public"
        rename("KHA001", "Emthonjeni")
        clock.shift(timedelta(seconds=10))
        assert "Emthonjeni" in shown(client)


# What follows looks at single requests, without the rest of the site.

_host = RequestFactory()
rendered: list[str] = []


@pytest.fixture(autouse=True)
def _nothing_rendered() -> None:
    rendered.clear()


@public_page
def page(request: HttpRequest) -> HttpResponse:
    rendered.append(request.path)
    return HttpResponse(f"rendering {len(rendered)}")


def test_a_page_is_not_shown_past_the_moment_from_which_it_reads_otherwise() -> None:
    @public_page
    def notice(request: HttpRequest) -> HttpResponse:
        keep_until(request, None)
        keep_until(request, timezone.now() + timedelta(seconds=30))
        keep_until(request, timezone.now() + timedelta(seconds=50))
        return page(request)

    with time_machine.travel(datetime(2026, 11, 22, 10, 1, tzinfo=UTC), tick=False) as clock:
        assert notice(_host.get("/n/"))["Cache-Control"] == "max-age=30, public"
        clock.shift(timedelta(seconds=29))
        assert notice(_host.get("/n/"))["Cache-Control"] == "max-age=1, public"
        assert len(rendered) == 1
        clock.shift(timedelta(seconds=1))
        notice(_host.get("/n/"))
        assert len(rendered) == 2


@pytest.mark.parametrize("status", [302, 404, 500, 503])
def test_only_what_lasts_is_kept(status: int) -> None:
    @public_page
    def other(request: HttpRequest) -> HttpResponse:
        rendered.append(request.path)
        return HttpResponse("other", status=status)

    other(_host.get("/other/"))
    other(_host.get("/other/"))
    assert len(rendered) == 2


@pytest.mark.parametrize(
    "mark",
    [
        lambda request, answer: answer.set_cookie("a", "b"),
        lambda request, answer: request.META.update(CSRF_COOKIE_NEEDS_UPDATE=True),
        lambda request, answer: setattr(request, "session", type("Session", (), {"accessed": True})),
        lambda request, answer: answer.headers.setdefault("Vary", "Cookie"),
        lambda request, answer: answer.headers.setdefault("Cache-Control", "no-store"),
    ],
    ids=["cookie", "token", "session", "varies", "no-store"],
)
def test_what_is_for_one_reader_is_kept_by_nobody(mark: object) -> None:
    @public_page
    def own(request: HttpRequest) -> HttpResponse:
        answer = page(request)
        mark(request, answer)
        return answer

    for time_asked in (1, 2):
        answer = own(_host.get("/own/"))
        assert len(rendered) == time_asked
        assert "private" in answer["Cache-Control"]
        assert "public" not in answer["Cache-Control"]


def test_a_page_that_is_too_large_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LARGEST_BYTES", 5)
    page(_host.get("/large/"))
    page(_host.get("/large/"))
    assert len(rendered) == 2


def test_there_is_an_end_to_how_many_pages_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_PAGES", 2)
    for path in ("/one/", "/two/", "/three/") * 2:
        page(_host.get(path))
    assert rendered == ["/one/", "/two/", "/three/", "/three/"]


def test_a_page_that_hands_on_to_another_is_kept_once() -> None:
    @public_page
    def outer(request: HttpRequest) -> HttpResponse:
        return page(request)

    outer(_host.get("/outer/"))
    assert outer(_host.get("/outer/")).content == b"rendering 1"


def test_of_many_who_come_at_once_one_renders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "municipality_of", lambda request: None)
    begun, go_on = threading.Event(), threading.Event()

    def render() -> HttpResponse:
        rendered.append("once")
        begun.set()
        assert go_on.wait(5)
        return HttpResponse("the page")

    answers: list[HttpResponse] = []
    crowd = [threading.Thread(target=lambda: answers.append(kept_page(_host.get("/crowd/"), render))) for _ in range(5)]
    crowd[0].start()
    assert begun.wait(5)
    for reader in crowd[1:]:
        reader.start()
    time.sleep(0.1)
    go_on.set()
    for reader in crowd:
        reader.join(10)
    assert [answer.content for answer in answers] == [b"the page"] * 5
    assert rendered == ["once"]


def test_while_somebody_renews_a_stale_page_others_are_shown_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "municipality_of", lambda request: None)

    def renew() -> HttpResponse:
        others = kept_page(_host.get("/stale/"), lambda: HttpResponse("never"))
        assert others.content == b"old"
        return HttpResponse("new")

    with time_machine.travel(datetime(2026, 11, 22, 10, 1, tzinfo=UTC), tick=False) as clock:
        kept_page(_host.get("/stale/"), lambda: HttpResponse("old"))
        clock.shift(timedelta(seconds=301))
        assert kept_page(_host.get("/stale/"), renew).content == b"new"
        assert kept_page(_host.get("/stale/"), renew).content == b"new"


def test_what_changed_while_it_was_rendered_is_not_kept(
    khanya: Municipality, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    @public_page
    def slow(request: HttpRequest) -> HttpResponse:
        if not rendered:
            with django_capture_on_commit_callbacks(execute=True):
                note_public_change([khanya.pk])
        return page(request)

    slow(_host.get("/slow/"))
    assert slow(_host.get("/slow/")).content == b"rendering 2"
    assert slow(_host.get("/slow/")).content == b"rendering 2"


def test_an_emptied_cache_brings_no_old_page_back(khanya: Municipality) -> None:
    page(_host.get("/emptied/"))
    cache.delete_pattern("generation:*")
    assert page(_host.get("/emptied/")).content == b"rendering 2"


def test_pages_are_rendered_anew_where_none_shall_be_kept(settings: object) -> None:
    settings.KEEP_PAGES_SECONDS = 0
    page(_host.get("/anew/"))
    assert page(_host.get("/anew/")).content == b"rendering 2"
