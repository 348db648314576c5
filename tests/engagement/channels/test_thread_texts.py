"""Each step in a thread is told to the resident, by text message too: short, with a link, without what was said."""

import pytest
from django.template.loader import render_to_string

from engagement.channels.email import SUBJECTS
from engagement.enums import EventKind
from engagement.rules.contacts import by_phone
from tests.engagement.cast import NAME, Cast

TOLD = {
    EventKind.RAISED: "confirm",
    EventKind.CONTACT_CONFIRMED: "received",
    EventKind.PUBLISHED: "published",
    EventKind.PUBLICATION_REFUSED: "publication-refused",
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.ANSWERED: "answered",
    EventKind.ASKED: "asked",
    EventKind.TAKEN_ON: "department-progress",
    EventKind.PROGRESS: "department-progress",
    EventKind.REFERRAL_DONE: "department-progress",
    EventKind.REFERRAL_CANNOT: "department-progress",
    EventKind.REOPENED: "reopened",
    EventKind.HANDOVER_ASKED: "handover-asked",
    EventKind.HANDED_OVER: "handed-over",
    EventKind.APPEAL_DECIDED: "appeal-decided",
    EventKind.WORDS_MASKED: "words-masked",
}
THEIR_OWN_DOING = {
    EventKind.REPLIED,
    EventKind.SHARED,
    EventKind.FEEDBACK,
    EventKind.TAKEN_BACK,
    EventKind.APPEALED,
}
NOT_TOLD = {
    EventKind.NOTED: "those at work alone read it",
    EventKind.REFERRED: "`answered` says so",
    EventKind.REMINDED: "those at work alone are reminded",
    EventKind.EXPIRED: "nobody proved the contact",
    EventKind.ERASED: "`withdrawn` says so",
    EventKind.PHOTOS_SHOWN: "the story shows to its resident which photos everyone sees",
    EventKind.CHECKED: "nothing changed",
    EventKind.MODERATION_ASKED: "nothing is decided yet",
    EventKind.REPORTED: "nothing is decided yet; whoever reported must not fear the resident",
    EventKind.REPORT_DECIDED: "`withdrawn` says what changed; whoever reported is told by `report-decided`",
}
SHORT = 160


def test_every_event_is_told_or_there_is_a_reason_why_not() -> None:
    assert set(EventKind) == TOLD.keys() | THEIR_OWN_DOING | NOT_TOLD.keys()
    assert set(TOLD.values()) <= SUBJECTS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["reopened", "helped", "handover-asked", "handed-over", "words-masked"])
def test_a_text_message_is_short_and_says_nothing_of_the_case(cast: Cast, template: str) -> None:
    case = cast.confirmed(is_public=False, contact=by_phone("+27825550123"))
    context = {"case": case, "base_url": "https://khanya.example.org", "councillor": "Lindiwe Nkosi", "token": "t"}
    text = render_to_string(f"engagement/sms/{template}.txt", context).strip()
    assert len(text) <= SHORT
    assert text.isascii()
    assert text.startswith(f"Imbizo {case.reference}: ")
    assert text.endswith(f" https://khanya.example.org/track/{case.reference}/")
    assert not any(planted in text for planted in (NAME, "Lindiwe", case.concern.text, case.concern.subject))
