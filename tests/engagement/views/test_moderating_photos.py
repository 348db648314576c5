"""A moderator chooses which photos of a concern everyone sees."""

import pytest
import time_machine

from engagement.enums import PublicationRefusal, ReportOutcome
from engagement.form_notices import REPORT
from engagement.models import Case, Photo, Report
from engagement.services.appeals import appeal_decision
from engagement.services.moderation import withdraw_publication
from engagement.services.photos import attach_photos, take_photo
from tests.engagement.cast import NOW, Cast
from tests.engagement.photo_files import draft_in, photo_file
from tests.engagement.sessions import browser_of
from tests.engagement.shown import notice_shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("photo_folder")]


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def with_photos(case: Case) -> list[Photo]:
    draft = draft_in(case.ward)
    for colour in ("red", "green"):
        take_photo(draft=draft, data=photo_file(colour=colour), at=NOW)
    attach_photos(draft=draft, case=case)
    return list(case.photos.all())


def shown(case: Case) -> list[Photo]:
    return list(case.photos.exclude(shown_at=None))


def test_no_photo_is_shown_that_was_not_ticked(cast: Cast) -> None:
    case = cast.confirmed()
    first, second = with_photos(case)
    desk, address = browser_of(cast.moderator), f"/admin/moderation/{case.reference}/"
    page = desk.get(address).content.decode()
    assert page.count("/preview.jpg") == 2
    assert "checked" not in page
    desk.post(address, {"decision": "publish", "photos": [str(second.token)]})
    assert shown(case) == [second]
    assert first.token != second.token


def test_who_decides_an_appeal_reads_that_nobody_else_sees_its_photos(cast: Cast) -> None:
    case = cast.confirmed()
    photos = [str(photo.token) for photo in with_photos(case)]
    desk = browser_of(cast.moderator)
    desk.post(f"/admin/moderation/{case.reference}/", {"decision": "publish", "photos": photos})
    how = {"reason": PublicationRefusal.ACCUSES, "erase_words": False, "by": cast.moderator, "at": NOW}
    appeal = appeal_decision(case=withdraw_publication(case=case, **how), words="No.", at=NOW)
    page = browser_of(cast.speaker).get(f"/admin/moderation/appeals/{appeal.pk}/").content.decode()
    assert page.count("Everyone sees it once the concern itself is shown") == 2
    assert "Everyone sees it<" not in page


def test_a_photo_can_be_hidden_later_and_on_a_report(cast: Cast, client: object) -> None:
    case = cast.confirmed()
    first, second = with_photos(case)
    desk, both = browser_of(cast.moderator), [str(first.token), str(second.token)]
    desk.post(f"/admin/moderation/{case.reference}/", {"decision": "publish", "photos": both})
    assert shown(case) == [first, second]
    words = {"public_subject": case.concern.subject, "public_text": case.concern.text}
    desk.post(f"/admin/moderation/{case.reference}/words/", words | {"photos": both[:1]})
    assert shown(case) == [first]
    client.post(
        f"/track/{case.reference}/report/", {"reason": "personal_data"} | notice_shown(REPORT, case.municipality)
    )
    report = Report.objects.get()
    desk.post(f"/admin/moderation/reports/{report.pk}/", words | {"outcome": "masked"})
    report.refresh_from_db()
    assert (shown(case), report.outcome) == ([], ReportOutcome.MASKED)
