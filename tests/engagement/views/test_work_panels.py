"""/admin/: concerns to check, residents of vacant wards, and messages set aside, each where one works."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission

from engagement.enums import ConcernStatus, NotificationState, Role
from engagement.models import Case, Notification, User
from engagement.services.notifications import enqueue_notification
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_staff
from tests.engagement.sessions import browser_of
from tests.engagement.succession import take_seat, vacate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW + timedelta(days=3), tick=False) as traveller:
        yield traveller


def home(user: User) -> str:
    answer = browser_of(user).get("/admin/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_moderators_see_what_waits_here_and_for_how_long(cast: Cast) -> None:
    cast.confirmed(subject="Held here")
    cast.confirmed(subject="For the councillor alone", is_public=False)
    page = home(cast.moderator)
    assert "Held here" in page
    assert "Waits for 3\xa0days." in page
    assert "For the councillor alone" not in page
    assert NAME not in page
    elsewhere = home(cast.stranger_moderator)
    assert "Held here" not in elsewhere
    assert "Nothing waits to be checked." in elsewhere


def test_the_speakers_office_sees_who_waits_in_vacant_wards(cast: Cast) -> None:
    case = cast.confirmed(subject="Pump without power")
    assert "Nobody waits for the Speaker" in home(cast.speaker)
    cast.ward.terms.all().delete()
    page = home(cast.speaker)
    assert f"/councillor/cases/{case.reference}/" in page
    assert "7 working days left" in page
    assert "Pump without power" not in home(cast.stranger_moderator)
    Case.objects.filter(pk=case.pk).update(status=ConcernStatus.FOLLOW_UP)  # answered once: nobody waits for the office
    assert "Nobody waits for the Speaker" in home(cast.speaker)


def test_the_speakers_office_hears_what_is_overdue_without_reading_letters_to_others(cast: Cast) -> None:
    case = cast.confirmed(subject="For the councillor alone", is_public=False)
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        browser = browser_of(cast.speaker)
        pages = [browser.get(address).content.decode() for address in ("/admin/", "/admin/overdue/")]
        story = browser.get(f"/track/{case.reference}/")
    assert all(case.reference in page and "Answer overdue by" in page for page in pages)
    assert cast.ward.title in pages[1]
    assert not any("For the councillor alone" in page or f"/track/{case.reference}" in page for page in pages)
    assert story.status_code == 302


def test_the_speakers_office_sees_what_was_written_to_somebody_who_is_gone(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    vacate(cast.ward)
    take_seat(cast.ward)
    assert f"/councillor/cases/{case.reference}/" in home(cast.speaker)


@pytest.mark.parametrize("role", [Role.AGENT, Role.CLERK, Role.AUDITOR])
def test_other_roles_have_none_of_these_panels(cast: Cast, role: Role) -> None:
    cast.confirmed(subject="Held here")
    page = home(make_staff(cast.municipality, role))
    for panel in ("concerns-to-check", "vacant-wards", "messages-set-aside"):
        assert panel not in page


def postmaster(cast: Cast, municipality: object, *codenames: str) -> User:
    user = make_staff(municipality, Role.AGENT)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def set_aside(cast: Cast) -> Notification:
    case = cast.raised()
    Notification.objects.all().delete()
    enqueue_notification(
        template="received", recipient=EMAIL, language="en", case=case, dedupe_key="aside", at=NOW, context=None
    )
    Notification.objects.update(state=NotificationState.SET_ASIDE, last_error="recipient refused (550)", attempts=8)
    return Notification.objects.get()


def test_messages_set_aside_are_listed_with_their_reason_and_without_the_address(cast: Cast) -> None:
    message = set_aside(cast)
    user = postmaster(cast, cast.municipality, "view_notification")
    page = home(user)
    assert "recipient refused (550)" in page
    listed = browser_of(user).get("/admin/messages/").content.decode()
    assert message.case.reference in listed
    assert "To somebody at example.org: recipient refused (550)" in listed
    assert EMAIL not in listed
    assert "Send again" not in listed, "seeing is not sending"


def test_the_staff_of_another_municipality_see_and_send_nothing(cast: Cast) -> None:
    message = set_aside(cast)
    stranger = postmaster(cast, cast.elsewhere, "view_notification", "change_notification")
    page = browser_of(stranger).get("/admin/messages/").content.decode()
    assert message.case.reference not in page
    assert browser_of(stranger).post(f"/admin/messages/{message.pk}/retry/").status_code == 404
    message.refresh_from_db()
    assert message.state == NotificationState.SET_ASIDE


def test_whoever_looks_after_messages_sends_one_again(cast: Cast, mailoutbox: list) -> None:
    message = set_aside(cast)
    user = postmaster(cast, cast.municipality, "view_notification", "change_notification")
    browser = browser_of(user)
    assert "Send again" in browser.get("/admin/messages/").content.decode()
    assert browser.post(f"/admin/messages/{message.pk}/retry/")["Location"] == "/admin/messages/"
    message.refresh_from_db()
    assert (message.state, message.attempts) == (NotificationState.WAITING, 0)


def test_seeing_alone_does_not_send(cast: Cast) -> None:
    message = set_aside(cast)
    user = postmaster(cast, cast.municipality, "view_notification")
    browser_of(user).post(f"/admin/messages/{message.pk}/retry/")
    message.refresh_from_db()
    assert message.state == NotificationState.SET_ASIDE


def test_without_the_right_there_is_no_page_and_no_menu_item(cast: Cast) -> None:
    set_aside(cast)
    assert browser_of(cast.moderator).get("/admin/messages/").status_code == 302
    assert "/admin/messages/" not in home(cast.moderator)
