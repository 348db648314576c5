"""What goes out by e-mail says no more than it must, in the recipient's language."""

import re
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Page, Site

from engagement.channels.email import SUBJECTS, render
from engagement.enums import Outcome, PublicationRefusal
from engagement.models import Case, Notification
from engagement.rules.contacts import by_email
from engagement.services.access import answer_access_requests, request_access
from engagement.services.account_messages import TEMPLATES
from engagement.services.answers import answer_concern
from engagement.services.moderation import refuse_publication, withdraw_publication
from tests.engagement.cast import EMAIL, NAME, NOW, Cast

pytestmark = pytest.mark.django_db

SUBJECT = "Plantedsubject in Plantedstreet"
TEXT = "Plantedtext of a resident."
ANSWER = "Plantedanswer of a councillor."


def every_message(cast: Cast) -> list[Notification]:
    """One message of every template."""
    planted = {"subject": SUBJECT, "text": TEXT}
    case = cast.published(**planted)
    answer_concern(
        case=case, text=ANSWER, outcome=Outcome.REFERRED, is_public=True, key="a", by=cast.councillor, at=NOW
    )
    refuse_publication(case=cast.confirmed(**planted), reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)
    withdraw_publication(
        case=cast.published(**planted),
        reason=PublicationRefusal.ADVERT,
        erase_words=False,
        by=cast.moderator,
        at=NOW,
    )
    request_access(reference=case.reference, contact=by_email(EMAIL), language="en", at=NOW)
    answer_access_requests(at=NOW)
    cast.ward.terms.all().delete()
    cast.confirmed(**planted)
    messages = {message.template: message for message in Notification.objects.select_related("case")}
    assert messages.keys() == SUBJECTS.keys() - set(TEMPLATES.values())
    return list(messages.values())


def test_no_message_carries_a_name_or_what_was_written(cast: Cast) -> None:
    for notification in every_message(cast):
        message = render(notification)
        whole = f"{message.subject}\n{message.body}\n{message.extra_headers}"
        for planted in (SUBJECT, TEXT, ANSWER, NAME, "Planted"):
            assert planted not in whole, notification.template
        assert EMAIL not in whole
        assert notification.case.reference in message.subject


def test_every_message_to_a_resident_leads_back_to_the_case(cast: Cast) -> None:
    for notification in every_message(cast):
        if notification.recipient == EMAIL:
            assert f"/track/{notification.case.reference}/" in render(notification).body


def give_site(cast: Cast, hostname: str, port: int = 443) -> None:
    cast.municipality.site = Site.objects.create(hostname=hostname, port=port, root_page=Page.get_first_root_node())
    cast.municipality.save()


@pytest.mark.parametrize(
    ("port", "address"),
    [(443, "https://www.khanya.org"), (80, "http://www.khanya.org"), (8000, "http://www.khanya.org:8000")],
)
def test_a_message_leads_to_the_site_of_its_municipality(cast: Cast, port: int, address: str) -> None:
    give_site(cast, "www.khanya.org", port)
    for notification in every_message(cast):
        links = re.findall(r"https?://\S+", render(notification).body)
        assert links
        assert all(link.startswith(f"{address}/") for link in links)


def test_a_message_keeps_its_language_on_the_way_to_a_site(cast: Cast) -> None:
    give_site(cast, "www.khanya.org")
    case = cast.raised(language="zu")
    body = render(Notification.objects.filter(case=case).first()).body
    assert f"https://www.khanya.org/zu/track/{case.reference}/" in body


def test_without_a_site_or_where_the_server_does_not_answer_a_message_leads_to_the_installation(
    cast: Cast, settings: Any
) -> None:
    cast.raised()
    installation = f"{settings.WAGTAILADMIN_BASE_URL}/"
    assert installation in render(Notification.objects.first()).body
    give_site(cast, "www.khanya.org")
    settings.ALLOWED_HOSTS = ["imbizo.example.org"]
    body = render(Notification.objects.first()).body
    assert installation in body
    assert "khanya.org" not in body


def test_an_identifier_stays_the_same_however_often_a_message_is_tried(cast: Cast) -> None:
    cast.raised()
    notification = Notification.objects.get()
    first, second = (render(notification).extra_headers["Message-ID"] for _ in range(2))
    assert first == second == f"<{notification.message_id}@example.org>"


def test_a_message_is_written_in_the_recipients_language_whatever_the_servers(cast: Cast) -> None:
    case: Case = cast.raised(language="zu")
    with translation.override("en"):
        body = render(Notification.objects.get(case=case)).body
    assert "/zu/track/confirm/" in body


def test_a_line_break_in_a_subject_cannot_be_smuggled_in(cast: Cast) -> None:
    cast.raised(subject="Lights\nBcc: everyone@example.org")
    message = render(Notification.objects.get()).message()
    assert message["Bcc"] is None
