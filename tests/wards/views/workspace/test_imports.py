"""A file is uploaded, looked at, and applied, in a browser."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.wards.factories import DelimitationFactory
from tests.wards.views.workspace.conftest import Cast
from wards import tasks  # noqa: F401 - the worker's tasks run where they are called
from wards.enums import ImportConsent, ImportState
from wards.models import Councillor, ImportReport, Place

pytestmark = pytest.mark.django_db

LIST = "Name,Ward,Home address\nAmahle,1,12 Example Street\nBheki,99,\n"
Post = Callable[..., HttpResponse]


@pytest.fixture
def post(django_capture_on_commit_callbacks: Any) -> Post:
    """Posts, and lets the worker do what the page asked for."""

    def run(browser: Client, address: str, form: dict[str, Any] | None = None) -> HttpResponse:
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(f"/admin/wards/imports/{address}", form or {})

    return run


def upload(post: Post, cast: Cast, browser: Client | None = None, text: str = LIST, **more: Any) -> HttpResponse:
    form = {"municipality": cast.own.pk, "on": "2024-03-06", "edition": "", **more}
    form["file"] = SimpleUploadedFile("list.csv", text.encode())
    return post(browser or cast.clerk, "upload/councillors/", form)


@pytest.fixture
def report(post: Post, cast: Cast) -> ImportReport:
    assert upload(post, cast).status_code == 302
    return ImportReport.objects.get()


def test_the_preview_shows_counts_problems_changes_and_first_rows(cast: Cast, report: ImportReport) -> None:
    page = cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    for words in (
        "Needs your decision",
        "Terms that begin",
        "There is no ward “99”",
        "Amahle, ward 1",
        "Read the file otherwise",
    ):
        assert words in page
    assert "Example Street" not in page
    assert not Councillor.objects.exists()


def test_what_needs_a_look_stands_above_the_button_which_says_what_it_does(cast: Cast, report: ImportReport) -> None:
    page = cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    first, button = page.index("There is no ward “99”"), page.index("Apply: begin 1 term, leave out 1 row")
    assert page.index("What to look at first") < first < button < page.index("What would change")


def test_a_list_without_a_fault_is_ready_to_confirm(post: Post, cast: Cast) -> None:
    upload(post, cast, text="Name,Ward\nAmahle,1\n")
    page = cast.clerk.get(f"/admin/wards/imports/{ImportReport.objects.get().pk}/").content.decode()
    assert "Ready to confirm" in page
    assert "What to look at first" not in page


def test_what_was_previewed_is_applied_once_somebody_agrees(post: Post, cast: Cast, report: ImportReport) -> None:
    form = {"plan_digest": report.plan_digest}
    post(cast.clerk, f"{report.pk}/confirm/", form)
    page = cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    assert "To apply this, tick: Leave out the rows" in page
    assert not Councillor.objects.exists()
    post(cast.clerk, f"{report.pk}/confirm/", {**form, "consents": [ImportConsent.LEAVE_OUT_BAD]})
    page = cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    assert "Applied." in page
    assert "Apply:" not in page
    assert Councillor.objects.get().name == "Amahle"


def test_a_file_whose_columns_are_not_recognised_is_read_otherwise(post: Post, cast: Cast) -> None:
    upload(post, cast, text="Persoon,Wyk\nAmahle,1\n")
    report = ImportReport.objects.get()
    page = cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    assert "No column for the councillor" in page
    post(cast.clerk, f"{report.pk}/again/", {"column_name": "Persoon", "column_ward": "Wyk"})
    report.refresh_from_db()
    assert (report.state, report.counts["begun"]) == (ImportState.PREVIEWED, 1)


def test_a_cancelled_import_changes_nothing(post: Post, cast: Cast, report: ImportReport) -> None:
    post(cast.clerk, f"{report.pk}/cancel/")
    report.refresh_from_db()
    assert (report.state, bool(report.upload)) == (ImportState.CANCELLED, False)


def test_while_the_worker_has_it_the_page_is_looked_at_again_with_and_without_script(
    cast: Cast, report: ImportReport
) -> None:
    ImportReport.objects.update(state=ImportState.READING)
    page = cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    assert "Look again" in page
    assert "wards/import_progress" in page
    assert "Call the worker again" not in page
    ImportReport.objects.update(started_at=timezone.now() - timedelta(minutes=5))
    assert "Call the worker again" in cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    part = cast.clerk.get(f"/admin/wards/imports/{report.pk}/?part=state").content.decode()
    assert 'data-waiting="reading"' in part
    assert "<html" not in part


def test_the_worker_can_be_called_again(post: Post, cast: Cast, report: ImportReport) -> None:
    ImportReport.objects.update(state=ImportState.UPLOADED, claimed_at=None)
    post(cast.clerk, f"{report.pk}/resend/")
    report.refresh_from_db()
    assert report.state == ImportState.PREVIEWED


def test_places_are_brought_in_the_same_way(post: Post, cast: Cast) -> None:
    file = SimpleUploadedFile("places.csv", b"name,lat,lon\nQuay,-29.995,-9.995\n")
    form = {"municipality": cast.own.pk, "source": "Survey 2024", "kind": "suburb", "file": file}
    post(cast.clerk, "upload/places/", form)
    report = ImportReport.objects.get()
    post(cast.clerk, f"{report.pk}/confirm/", {"plan_digest": report.plan_digest})
    assert Place.objects.get().municipality == cast.own


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"on": ""}, "Write the day, such as 2026-12-01"),
        ({"on": "01/12/2026"}, "This is no day that can be read safely"),
        ({"on": "1999-01-01"}, "No edition is in force on that day"),
        ({"text": "\x00\x01"}, "This is no table"),
    ],
)
def test_a_mistake_on_the_form_is_said_beside_its_field(
    post: Post, cast: Cast, form: dict[str, Any], words: str
) -> None:
    answer = upload(post, cast, **form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ImportReport.objects.exists()


def test_a_clerk_uploads_for_their_own_municipality_alone(post: Post, cast: Cast) -> None:
    assert upload(post, cast, municipality=cast.other.pk).status_code == 422
    assert not ImportReport.objects.exists()


@pytest.mark.parametrize("page", ["", "?part=state", "confirm/", "again/", "cancel/", "resend/"])
def test_anothers_import_does_not_exist(post: Post, cast: Cast, report: ImportReport, page: str) -> None:
    if page.endswith("/"):
        assert post(cast.stranger, f"{report.pk}/{page}", {"plan_digest": report.plan_digest}).status_code == 404
        assert cast.clerk.get(f"/admin/wards/imports/{report.pk}/{page}").status_code == 405
    else:
        assert cast.stranger.get(f"/admin/wards/imports/{report.pk}/{page}").status_code == 404
        assert cast.clerk.get(f"/admin/wards/imports/{report.pk}/{page}").status_code == 200
    report.refresh_from_db()
    assert report.state == ImportState.PREVIEWED


def test_somebody_without_the_right_has_no_page_to_upload_on(cast: Cast) -> None:
    assert cast.clerk.get("/admin/wards/imports/upload/councillors/").status_code == 200
    assert cast.bystander.get("/admin/wards/imports/upload/councillors/").status_code == 404
    assert cast.clerk.get("/admin/wards/imports/upload/elephants/").status_code == 404


def test_nobody_edits_or_deletes_a_report(cast: Cast, report: ImportReport) -> None:
    for page in ("edit", "delete"):
        assert cast.operator.get(f"/admin/wards/imports/{page}/{report.pk}/").status_code == 404


def test_the_history_tells_who_uploaded_it(cast: Cast, report: ImportReport) -> None:
    assert "File uploaded" in cast.clerk.get(f"/admin/wards/imports/history/{report.pk}/").content.decode()
    assert cast.stranger.get(f"/admin/wards/imports/history/{report.pk}/").status_code == 404


def test_a_row_of_a_known_name_can_be_said_to_name_somebody_new(post: Post, cast: Cast) -> None:
    upload(post, cast, text="Name,Ward\nAmahle,1\n")
    first = ImportReport.objects.get()
    post(cast.clerk, f"{first.pk}/confirm/", {"plan_digest": first.plan_digest})
    upload(post, cast, text="Name,Ward\nAmahle,2\n", on="2024-06-01")
    report = ImportReport.objects.exclude(pk=first.pk).get()
    assert ImportConsent.KNOWN_AGAIN in report.preview["asks"]
    page = cast.clerk.get(f"/admin/wards/imports/{report.pk}/").content.decode()
    assert "Rows that name somebody new" in page
    post(cast.clerk, f"{report.pk}/again/", {"new_people": "2"})
    report.refresh_from_db()
    consents = report.preview["asks"]
    assert ImportConsent.KNOWN_AGAIN not in consents
    post(cast.clerk, f"{report.pk}/confirm/", {"plan_digest": report.plan_digest, "consents": consents})
    assert Councillor.objects.filter(name="Amahle").count() == 2


def test_the_editions_of_other_countries_are_not_offered(cast: Cast) -> None:
    DelimitationFactory(country="ZY", edition="2021")
    page = cast.clerk.get("/admin/wards/imports/upload/councillors/").text
    assert "ZZ 2021" in page
    assert "ZY 2021" not in page
