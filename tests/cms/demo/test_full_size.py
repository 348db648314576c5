"""The demo as `make run` loads it: a municipality that has used the product for a year and a half."""

import shutil
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as deployed
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.demo.gazetteer import KHANYA
from cms.demo.loading import delete, is_in_use_by_others
from cms.demo.people import invent_people
from cms.models import EventPage, NoticePage
from engagement.enums import ConcernStatus, EventKind, Publication
from engagement.models import Case, Follow, HandoverQuestion, Photo, Report, Resident, Support, TimelineEvent, User
from engagement.queries.timeline import timeline_faults
from engagement.rules.contacts import by_email
from engagement.rules.supports import support_digest
from engagement.services.access import answer_access_requests, request_access
from tests.cms.demo.conftest import AT, rows
from tests.engagement.cast import Cast, assemble
from tests.wards.factories import DelimitationFactory, MunicipalityFactory, make_grid
from wards.models import Municipality, Ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(settings: Any) -> Cast:
    """Two municipalities of others beside the demo, one with a concern, one with an edition that the demo has too."""
    settings.DEMO, settings.SMS_TRANSPORT = True, "cms.demo.phones.Transport"
    settings.EMAIL_BACKEND = "cms.demo.mailbox.EmailBackend"
    shutil.rmtree(settings.SENDFILE_ROOT, ignore_errors=True)
    make_grid(municipality=MunicipalityFactory(code="ZZ009"), delimitation=DelimitationFactory(edition="2021"))
    elsewhere = assemble()
    # Of today: what runs by the clock in the demo's past has nothing to do with it.
    elsewhere.published(at=AT)
    return elsewhere


def test_two_hundred_concerns_of_three_hundred_people_come_once_and_go_as_a_whole(
    elsewhere: Cast,
    time_machine: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    time_machine.move_to(AT, tick=False)
    # Loading delivers what it writes: the worker would wake hundreds of times for nothing.
    monkeypatch.setattr("engagement.services.notifications.wake_worker", lambda task: None)
    before, accounts = rows(), set(User.objects.values_list("email", flat=True))
    assert is_in_use_by_others()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo")
    assert not is_in_use_by_others()
    look_at_what_was_loaded()
    look_at_the_site()

    once = rows()
    call_command("load_demo")
    assert rows() == once
    assert "loaded already" in capsys.readouterr().out

    visit(elsewhere)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("delete_demo")
    assert rows() == before
    assert set(User.objects.values_list("email", flat=True)) == accounts
    assert photo_files() == set()
    assert not delete()


def look_at_what_was_loaded() -> None:
    """A year and a half of concerns in every state, from and about as many people as are promised."""
    concerns = Case.objects.filter(kind="concern", municipality__code=KHANYA.code)
    assert 200 <= concerns.count() <= 230
    look_at_people()
    assert concerns.filter(opened_at__lt=AT - timedelta(days=500)).exists()
    assert set(concerns.values_list("status", flat=True)) == set(ConcernStatus.values)
    assert set(concerns.values_list("publication", flat=True)) == set(Publication.values)
    asked = HandoverQuestion.objects.filter(case__in=concerns)
    assert set(asked.values_list("agrees", "case__publication")) == {
        (agrees, Publication.PRIVATE) for agrees in (True, False, None)
    }
    passed_on = concerns.filter(events__kind=EventKind.HANDED_OVER).distinct()
    assert passed_on.filter(publication=Publication.PUBLISHED).count() >= 3
    assert list(timeline_faults(concerns)) == []
    assert not TimelineEvent.objects.filter(at__gt=AT).exists()
    taken = {name for names in Photo.objects.values_list("file", "preview") for name in names}
    assert len(taken) >= 40
    assert photo_files() == taken


def look_at_the_site() -> None:
    """What the municipality itself has to say beside the concerns: notices, and meetings before and behind."""
    home = Municipality.objects.get(code=KHANYA.code).site.root_page
    notices, meetings = (model.objects.live().descendant_of(home) for model in (NoticePage, EventPage))
    assert notices.count() >= 5
    assert meetings.filter(starts_at__lt=AT).exists()
    assert meetings.filter(starts_at__gt=AT).count() >= 3


def look_at_people() -> None:
    """About three hundred residents take part, each counted once: two of three wrote a concern.

    A `Resident` is whoever wrote; others support, follow and report. Nothing is kept of supporters but a digest, which
    tells again who of the invented people is known.
    """
    here = {"case__municipality__code": KHANYA.code}
    wrote = {each.contact.value for each in Resident.objects.filter(municipality__code=KHANYA.code) if each.contact}
    follow = {each.email for each in Follow.objects.filter(**here)}
    reported = {each.contact.value for each in Report.objects.filter(**here).exclude(contact_value=None)}
    counted, key = set(Support.objects.filter(**here).values_list("case", "digest")), deployed.BLIND_INDEX_KEYS[0]
    cases = {case for case, _digest in counted}
    support = {
        person.email
        for person in islice(invent_people("neighbours"), 300)
        if any((case, support_digest(case, by_email(person.email), key)) in counted for case in cases)
    }
    assert 190 <= len(wrote) <= 220
    for others in (follow, reported, support):
        assert others - wrote
    assert 280 <= len(wrote | follow | reported | support) <= 330


def visit(elsewhere: Cast) -> None:
    """Do in the demo what visitors do: write from an address, and ask for the way back to what was written."""
    ward = Ward.objects.get(code=KHANYA.ward_code(5), delimitation__edition="2021")
    case = elsewhere.raised(ward=ward, email="visitor@example.org", at=AT)
    request_access(reference=case.reference, contact=by_email("visitor@example.org"), language="en", at=AT)
    answer_access_requests(at=AT)


def photo_files() -> set[str]:
    """What lies in the folder of photos, by its name there."""
    folder = Path(deployed.SENDFILE_ROOT)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
