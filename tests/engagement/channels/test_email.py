"""What goes out by e-mail says no more than it must, in the recipient's language."""

import pytest
from django.utils import translation

from engagement.channels.email import SUBJECTS, render
from engagement.enums import Outcome, PublicationRefusal
from engagement.models import Case, Notification
from engagement.services.access import answer_access_requests, request_access
from engagement.services.account_messages import TEMPLATES
from engagement.services.concerns import answer_concern, refuse_publication, withdraw_publication
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
    request_access(reference=case.reference, email=EMAIL, language="en", at=NOW)
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
