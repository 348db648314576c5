"""An upload is read by the worker, looked at, and applied exactly as it was looked at."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError
from kombu.exceptions import OperationalError

from tests.wards.conftest import Grants
from tests.wards.factories import CouncillorTermFactory, MunicipalityFactory, make_grid
from wards import tasks
from wards.enums import ImportConsent, ImportKind, ImportState
from wards.models import Councillor, CouncillorTerm, ImportReport, Municipality, Ward
from wards.permissions import IMPORT_REGISTER
from wards.rules.import_states import CLAIM_LASTS
from wards.services import import_runs, imports
from wards.services.import_plans import ImportPlan
from wards.services.import_runs import FORGET_AFTER, RESEND_AFTER, apply_import, read_import, sweep_imports
from wards.services.imports import ImportRefusedError, cancel_import, confirm_import, read_again, receive_upload

pytestmark = pytest.mark.django_db

AT = datetime(2024, 3, 6, 9, 0, tzinfo=UTC)
Upload = Callable[..., ImportReport]


@pytest.fixture
def wards() -> list[Ward]:
    return make_grid(2, 2)


@pytest.fixture
def council(wards: list[Ward]) -> Municipality:
    return wards[0].municipality


@pytest.fixture
def clerk(grants: Grants, council: Municipality) -> Any:
    user = get_user_model().objects.create_user("clerk@example.org")
    grants.give(user, council, IMPORT_REGISTER)
    return user


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Tasks that were sent; the tests run them when they mean to."""
    calls: list[tuple[str, int]] = []
    monkeypatch.setattr(imports, "_send", lambda task, report_id: calls.append((task, report_id)))
    return calls


@pytest.fixture
def upload(clerk: Any, wards: list[Ward], django_capture_on_commit_callbacks: Any) -> Upload:
    def run(text: str | bytes = "Name,Ward\nAmahle,1\nBheki,2\n", by: Any = clerk, **more: Any) -> ImportReport:
        content = text if isinstance(text, bytes) else text.encode()
        with django_capture_on_commit_callbacks(execute=True):
            return receive_upload(
                kind=ImportKind.COUNCILLORS,
                upload=SimpleUploadedFile(more.pop("name", "list.csv"), content),
                municipality=more.pop("municipality", wards[0].municipality),
                delimitation=wards[0].delimitation,
                options={"on": "2024-03-06"},
                by=by,
                at=AT,
            )

    return run


@pytest.fixture
def previewed(upload: Upload) -> ImportReport:
    report = upload()
    read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    return report


def confirm(report: ImportReport, by: Any, *consents: ImportConsent, digest: str | None = None) -> ImportReport:
    return confirm_import(
        report=report, plan_digest=report.plan_digest if digest is None else digest, consents=consents, by=by, at=AT
    )


def test_an_upload_waits_privately_and_the_worker_is_called_once_it_is_saved(
    upload: Upload, sent: list[tuple[str, int]]
) -> None:
    report = upload()
    assert report.state == ImportState.UPLOADED
    assert report.upload.read().startswith(b"Name,Ward")
    assert sent == [("wards.read_import", report.pk)]


def test_the_worker_reads_it_into_a_preview_and_changes_nothing(previewed: ImportReport) -> None:
    assert previewed.state == ImportState.PREVIEWED
    assert previewed.counts["begun"] == 2
    assert previewed.preview["columns"] == [
        ["the councillor's name", "Name"],
        ["the ward's code, number or name", "Ward"],
    ]
    assert previewed.preview["sample"] == [[2, ["Amahle", "1"]], [3, ["Bheki", "2"]]]
    assert not Councillor.objects.exists()


def test_columns_that_are_not_read_are_not_kept(upload: Upload) -> None:
    report = upload("Name,Ward,Home address\nAmahle,1,12 Example Street\n")
    read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    assert "Example Street" not in str(vars(report))


def test_what_was_confirmed_is_applied_and_the_file_is_deleted(
    previewed: ImportReport, clerk: Any, sent: list[tuple[str, int]], django_capture_on_commit_callbacks: Any
) -> None:
    storage, name = previewed.upload.storage, previewed.upload.name
    with django_capture_on_commit_callbacks(execute=True):
        confirm(previewed, clerk)
    assert sent[-1] == ("wards.apply_import", previewed.pk)
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        apply_import(report_id=previewed.pk, at=AT)
    previewed.refresh_from_db()
    assert previewed.state == ImportState.APPLIED
    assert Councillor.objects.count() == 2
    assert set(CouncillorTerm.objects.values_list("source", flat=True)) == {previewed.pk}
    assert not storage.exists(name)


def test_both_tasks_may_come_twice(previewed: ImportReport, clerk: Any) -> None:
    tasks.read_import(previewed.pk)
    confirm(previewed, clerk)
    tasks.read_import(previewed.pk)
    tasks.apply_import(previewed.pk)
    tasks.apply_import(previewed.pk)
    assert CouncillorTerm.objects.count() == 2


def test_a_reading_that_was_cut_short_is_taken_up_again(upload: Upload) -> None:
    report = upload()
    ImportReport.objects.filter(pk=report.pk).update(state=ImportState.READING)
    read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    assert report.state == ImportState.PREVIEWED


def test_a_second_worker_leaves_alone_what_a_first_one_reads(
    upload: Upload, sent: list[tuple[str, int]], django_capture_on_commit_callbacks: Any
) -> None:
    report = upload()
    begun = AT + RESEND_AFTER
    ImportReport.objects.filter(pk=report.pk).update(state=ImportState.READING, attempts=1, claimed_at=begun)
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sweep_imports(at=begun + timedelta(minutes=5))
    read_import(report_id=report.pk, at=begun + timedelta(minutes=5))
    report.refresh_from_db()
    assert (report.state, report.attempts, sent) == (ImportState.READING, 1, [])
    later = begun + CLAIM_LASTS
    with django_capture_on_commit_callbacks(execute=True):
        sweep_imports(at=later)
    assert sent == [("wards.read_import", report.pk)]
    read_import(report_id=report.pk, at=later)
    report.refresh_from_db()
    assert (report.state, report.attempts, report.claimed_at) == (ImportState.PREVIEWED, 2, later)


class WorkerLostError(BaseException):
    """What a worker that is killed leaves: no except clause runs."""


def test_a_file_over_which_the_worker_broke_down_three_times_is_refused(
    upload: Upload, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = upload()

    def die(*args: Any, **kwargs: Any) -> None:
        raise WorkerLostError

    with monkeypatch.context() as patch:
        patch.setattr(import_runs, "importer_of", die)
        for attempt in range(3):
            with pytest.raises(WorkerLostError):
                read_import(report_id=report.pk, at=AT + attempt * CLAIM_LASTS)
    read_import(report_id=report.pk, at=AT + 3 * CLAIM_LASTS)
    report.refresh_from_db()
    assert (report.state, report.problems[0]["code"]) == (ImportState.REFUSED, "given_up")
    assert "three times" in report.problems[0]["message"]
    read_again(report=report, options={}, by=clerk, at=AT + 4 * CLAIM_LASTS)
    read_import(report_id=report.pk, at=AT + 4 * CLAIM_LASTS)
    report.refresh_from_db()
    assert (report.state, report.attempts) == (ImportState.PREVIEWED, 1)


def test_applying_too_is_given_up_after_three_breakdowns(
    previewed: ImportReport, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(previewed, clerk)

    def die(*args: Any, **kwargs: Any) -> None:
        raise WorkerLostError

    monkeypatch.setattr(import_runs, "importer_of", die)
    for attempt in range(3):
        with pytest.raises(WorkerLostError):
            apply_import(report_id=previewed.pk, at=AT + attempt * CLAIM_LASTS)
    apply_import(report_id=previewed.pk, at=AT + 3 * CLAIM_LASTS)
    previewed.refresh_from_db()
    assert (previewed.state, previewed.problems[0]["code"]) == (ImportState.REFUSED, "given_up")
    assert not Councillor.objects.exists()


@pytest.mark.parametrize("step", ["read", "apply"])
def test_what_takes_too_long_is_stopped_and_says_so(
    upload: Upload, clerk: Any, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    report = upload()
    if step == "apply":
        read_import(report_id=report.pk, at=AT)
        report.refresh_from_db()
        confirm(report, clerk)

    def exceed(*args: Any, **kwargs: Any) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(import_runs, "importer_of", exceed)
    {"read": read_import, "apply": apply_import}[step](report_id=report.pk, at=AT)
    report.refresh_from_db()
    assert (report.state, report.problems[0]["code"]) == (ImportState.REFUSED, "too_slow")


def test_a_claim_outlives_every_task_that_could_hold_it() -> None:
    for task in (tasks.read_import, tasks.apply_import):
        assert 0 < task.soft_time_limit < task.time_limit < CLAIM_LASTS.total_seconds()


def test_nothing_is_applied_if_what_is_known_changed_since_the_preview(
    previewed: ImportReport, clerk: Any, wards: list[Ward]
) -> None:
    confirm(previewed, clerk)
    CouncillorTermFactory(ward=wards[0])
    apply_import(report_id=previewed.pk, at=AT)
    previewed.refresh_from_db()
    assert previewed.state == ImportState.REFUSED
    assert previewed.problems[0]["code"] == "changed_meanwhile"
    assert Councillor.objects.count() == 1


def test_nothing_is_applied_from_a_file_that_is_not_the_one_that_was_uploaded(
    previewed: ImportReport, clerk: Any
) -> None:
    confirm(previewed, clerk)
    storage, name = previewed.upload.storage, previewed.upload.name
    storage.delete(name)
    storage.save(name, SimpleUploadedFile("x", b"Name,Ward\nDineo,1\n"))
    apply_import(report_id=previewed.pk, at=AT)
    previewed.refresh_from_db()
    assert (previewed.state, previewed.problems[0]["code"]) == (ImportState.REFUSED, "file_changed")
    assert not Councillor.objects.exists()


def test_something_unforeseen_leaves_nothing_half_done_and_says_so(
    previewed: ImportReport, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(previewed, clerk)

    def break_at_the_end(*args: Any, **kwargs: Any) -> None:
        assert Councillor.objects.count() == 2, "the change was made before it broke"
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(import_runs, "forget_upload", break_at_the_end)
    with pytest.raises(RuntimeError):
        apply_import(report_id=previewed.pk, at=AT)
    previewed.refresh_from_db()
    assert (previewed.state, previewed.problems[0]["code"]) == (ImportState.REFUSED, "unexpected")
    assert not Councillor.objects.exists()


def test_a_preview_that_somebody_replaced_is_not_confirmed(previewed: ImportReport, clerk: Any) -> None:
    with pytest.raises(ImportRefusedError, match="read again"):
        confirm(previewed, clerk, digest="another")
    previewed.refresh_from_db()
    assert previewed.state == ImportState.PREVIEWED


def test_rows_with_errors_are_left_out_only_when_somebody_says_so(upload: Upload, clerk: Any) -> None:
    report = upload("Name,Ward\nAmahle,1\nBheki,99\n")
    read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    with pytest.raises(ImportRefusedError, match="Leave out the rows"):
        confirm(report, clerk)
    confirm(report, clerk, ImportConsent.LEAVE_OUT_BAD)
    apply_import(report_id=report.pk, at=AT)
    assert list(Councillor.objects.values_list("name", flat=True)) == ["Amahle"]


def test_a_refused_or_previewed_file_can_be_read_again_with_other_columns(upload: Upload, clerk: Any) -> None:
    report = upload("Councillor,Wyk\nAmahle,1\n")
    read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    assert report.state == ImportState.REFUSED
    read_again(report=report, options={"columns": {"ward": "Wyk"}}, by=clerk, at=AT)
    read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    assert (report.state, report.counts["begun"]) == (ImportState.PREVIEWED, 1)


def test_a_cancelled_import_is_over_and_its_file_gone(
    previewed: ImportReport, clerk: Any, django_capture_on_commit_callbacks: Any
) -> None:
    storage, name = previewed.upload.storage, previewed.upload.name
    with django_capture_on_commit_callbacks(execute=True):
        cancel_import(report=previewed, by=clerk, at=AT)
    assert not storage.exists(name)
    with pytest.raises(ImportRefusedError):
        confirm(previewed, clerk)


def test_staff_of_another_municipality_may_do_none_of_it(
    upload: Upload, previewed: ImportReport, grants: Grants
) -> None:
    stranger = get_user_model().objects.create_user("stranger@example.org")
    grants.give(stranger, MunicipalityFactory(), IMPORT_REGISTER)
    for attempt in (
        lambda: upload(by=stranger),
        lambda: upload(by=stranger, municipality=None),
        lambda: confirm(previewed, stranger),
        lambda: cancel_import(report=previewed, by=stranger, at=AT),
        lambda: read_again(report=previewed, options={}, by=stranger, at=AT),
    ):
        with pytest.raises(ImportRefusedError, match="may not"):
            attempt()
    assert ImportReport.objects.get().state == ImportState.PREVIEWED


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "list.csv", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "list.csv", "no table"),  # the name says otherwise
        (b"MZ\x90\x00\x03", "list.xlsx", "no table"),
    ],
)
def test_a_file_is_told_by_its_content_and_not_by_its_name(
    upload: Upload, content: bytes, name: str, words: str
) -> None:
    with pytest.raises(ImportRefusedError, match=words):
        upload(content, name=name)
    assert not ImportReport.objects.exists()


def test_a_file_that_is_too_large_is_refused(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MAX_UPLOAD_BYTES", 10)
    with pytest.raises(ImportRefusedError, match="larger than"):
        upload()


def test_a_name_with_a_path_is_kept_as_a_name(upload: Upload) -> None:
    report = upload(name="../../etc/list.csv")
    assert report.file_name == "list.csv"
    assert report.upload.name.startswith("imports/")


def test_the_sweep_sends_lost_tasks_again_and_gives_up_forgotten_previews(
    upload: Upload, previewed: ImportReport, sent: list[tuple[str, int]], django_capture_on_commit_callbacks: Any
) -> None:
    waiting = upload()
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        sweep_imports(at=AT + RESEND_AFTER + timedelta(minutes=1))
    assert sent == [("wards.read_import", waiting.pk)]
    with django_capture_on_commit_callbacks(execute=True):
        sweep_imports(at=AT + FORGET_AFTER + timedelta(days=1))
    previewed.refresh_from_db()
    assert (previewed.state, bool(previewed.upload)) == (ImportState.CANCELLED, False)


def test_with_the_queue_out_of_reach_the_upload_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unreachable:
        def apply_async(self, **kwargs: Any) -> None:
            raise OperationalError("no Redis")

    monkeypatch.undo()
    monkeypatch.setattr(imports.current_app, "signature", lambda *args, **kwargs: Unreachable())
    imports._send("wards.read_import", 1)


def test_uploads_lie_outside_what_is_served(settings: Any) -> None:
    assert not str(settings.PRIVATE_ROOT).startswith((str(settings.MEDIA_ROOT), str(settings.STATIC_ROOT)))


@pytest.mark.parametrize("content", [r'[{"Name": "a\u0000b", "Ward": "1"}]', r'[{"Name": "\ud800", "Ward": "1"}]'])
def test_what_cannot_be_stored_is_refused_at_once_with_its_row(upload: Upload, content: str) -> None:
    report = upload(content, name="list.json")
    read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    assert report.state == ImportState.REFUSED
    assert [problem["code"] for problem in report.problems] == ["unreadable"]
    assert "Row 1 holds a sign" in report.problems[0]["message"]


def test_a_preview_that_cannot_be_kept_refuses_the_import(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    report = upload()
    monkeypatch.setattr(ImportPlan, "as_preview", lambda plan: {"changes": "a\x00b"})
    with pytest.raises(DataError):
        read_import(report_id=report.pk, at=AT)
    report.refresh_from_db()
    assert (report.state, [problem["code"] for problem in report.problems]) == (ImportState.REFUSED, ["unexpected"])
