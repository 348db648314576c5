"""What goes out by e-mail says no more than it must, in the recipient's language."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import get_template
from django.utils import translation
from wagtail.models import Page, Site

from engagement.channels.email import SUBJECTS, render
from engagement.enums import CheckPurpose, EventKind, Helped, Outcome, PublicationRefusal, ReportReason, Visibility
from engagement.form_notices import CONTACT
from engagement.models import Case, Notification
from engagement.queries.notices import notice_of
from engagement.rules.codes import MESSAGES_WITH_CODE
from engagement.rules.contacts import by_email
from engagement.services.access import answer_access_requests, request_access
from engagement.services.account_messages import TEMPLATES
from engagement.services.answers import answer_concern
from engagement.services.appeals import appeal_report, uphold_decision
from engagement.services.assistants import appoint_assistant, invite_assistant
from engagement.services.contact_changes import request_contact_change, use_change_code
from engagement.services.contact_checks import ask_check
from engagement.services.digests import send_digests
from engagement.services.feedback import ask_whether_helped, reopen_concern, say_helped
from engagement.services.follows import follow_case, tell_followers
from engagement.services.handovers import hand_over_concerns
from engagement.services.moderation import (
    Shown,
    change_public_words,
    refuse_publication,
    remind_moderators,
    withdraw_publication,
)
from engagement.services.notice_follows import follow_notices, tell_followers_of_notice
from engagement.services.proposals import propose_answer, send_back
from engagement.services.questions import ask_resident
from engagement.services.referrals import finish_referral, open_referral, report_progress
from engagement.services.reminders import remind_of_answers
from engagement.services.replies import reply_to_case
from engagement.services.reports import keep_reported, report_concern
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_agent, make_assistant, make_department
from tests.engagement.succession import take_seat, vacate
from wards.queries.sites import address_for

pytestmark = pytest.mark.django_db

SUBJECT = "Plantedsubject in Plantedstreet"
TEXT = "Plantedtext of a resident."
ANSWER = "Plantedanswer of a councillor."


def after_the_answer(cast: Cast, planted: dict[str, str]) -> None:
    """A reply, an answer that was asked about, and one that was not enough."""
    for number in range(2):
        case = cast.published(email="second@example.org", **planted)
        reply_to_case(case=case, text=TEXT, key=f"reply {number}", by=None, at=NOW)
        said = {"text": ANSWER, "outcome": Outcome.ANSWERED, "is_public": True, "key": f"answer {number}"}
        answer_concern(case=case, by=cast.councillor, at=NOW, **said)
    ask_whether_helped(at=NOW + timedelta(days=8))
    answer_sequence = case.events.filter(kind=EventKind.ANSWERED).get().sequence
    say_helped(case=case, answer_sequence=answer_sequence, helped=Helped.NO, why=TEXT, by=None, at=NOW)
    reopen_concern(case=case, text=TEXT, key="reopen", by=None, at=NOW)


def pass_the_ward_on(cast: Cast, planted: dict[str, str]) -> None:
    """Open concerns for everyone and for the councillor alone, and somebody else who holds the ward."""
    for is_public in (True, False):
        cast.confirmed(email="third@example.org", is_public=is_public, **planted)
    vacate(cast.ward)
    take_seat(cast.ward)
    hand_over_concerns(at=NOW)


def work_at_the_desk(cast: Cast) -> None:
    """Whatever is written about at the desk, in a department and in an office, with planted words."""
    roads, planted = make_department(cast.municipality), {"subject": SUBJECT, "text": TEXT}
    agent, assistant = make_agent(roads), make_assistant(cast.councillor)
    asked, referred, drafted, late = (cast.confirmed(email=f"{number}@example.org", **planted) for number in range(4))
    ask_resident(case=asked, text=ANSWER, key="q", by=cast.councillor, at=NOW)
    referral = open_referral(from_case=referred, department=roads, ask=ANSWER, by=cast.councillor, at=NOW)
    said = {"case": referral, "text": ANSWER, "visibility": Visibility.RESIDENT, "by": agent, "at": NOW}
    report_progress(key="p", **said)
    finish_referral(key="f", is_done=True, **said)
    proposed = propose_answer(
        case=drafted, text=ANSWER, outcome=Outcome.ANSWERED, readers="", details={}, by=assistant, at=NOW
    )
    send_back(proposed=proposed, remark=ANSWER, by=cast.councillor, at=NOW)
    open_referral(from_case=late, department=roads, ask=ANSWER, by=cast.councillor, at=NOW)
    for day in (14, 15, 17, 18):
        remind_of_answers(at=NOW + timedelta(days=day))
    send_digests(at=NOW + timedelta(days=7))
    appoint_assistant(email="helper@example.org", councillor=late.councillor, at=NOW)
    invite_assistant(email="invited@example.org", councillor=late.councillor, at=NOW)


def move_away(case: Case) -> None:
    """A resident who is reached elsewhere from now on."""
    notice = notice_of(CONTACT, case.municipality, at=NOW)
    facts = {"contact": by_email("moved@example.org"), "notice": notice, "language": "en", "at": NOW}
    change = request_contact_change(resident=case.resident, **facts)
    use_change_code(change=change, code=change.code, by=None, at=NOW)


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
    after_the_answer(cast, planted)
    request_access(reference=case.reference, contact=by_email(EMAIL), language="en", at=NOW)
    answer_access_requests(at=NOW)
    less = cast.published(email="less@example.org", **planted)
    change_public_words(case=less, shown=Shown(SUBJECT, "[left out]"), by=cast.moderator, at=NOW)
    _as_a_reader(cast, cast.published(email="other@example.org", **planted))
    move_away(cast.raised(email="moves@example.org", **planted))
    work_at_the_desk(cast)
    pass_the_ward_on(cast, planted)
    cast.ward.terms.all().delete()
    cast.confirmed(**planted)
    messages = {message.template: message for message in Notification.objects.select_related("case")}
    assert messages.keys() == SUBJECTS.keys() - set(TEMPLATES.values())
    return list(messages.values())


def _as_a_reader(cast: Cast, case: Case) -> None:
    """What readers do with what everyone can read, and what comes of it."""
    reader = by_email("reader@example.org")
    ask_check(purpose=CheckPurpose.SUPPORT, case=case, contact=reader, language="en", at=NOW)
    follow_case(case=case, contact=reader, language="en", at=NOW)
    report = report_concern(
        case=case, reason=ReportReason.ADVERT, words=TEXT, contact=reader, network="", language="en", at=NOW
    )
    appeal = appeal_report(report=keep_reported(report=report, by=cast.moderator, at=NOW), words=TEXT, at=NOW)
    uphold_decision(appeal=appeal, by=cast.speaker, at=NOW)
    answer_concern(
        case=case, text=ANSWER, outcome=Outcome.ANSWERED, is_public=True, key="b", by=cast.councillor, at=NOW
    )
    tell_followers(at=NOW)
    follow_notices(ward=cast.ward, contact=reader, language="en", at=NOW)
    address = address_for(cast.municipality)
    words = {"title": "Water off", "when": "today", "where": "", "text": "", "url": f"{address}/notices/water/"}
    about = {"municipality": cast.municipality, "ward_codes": [], "key": "1", "at": NOW}
    tell_followers_of_notice(words=lambda: words, **about)
    cast.confirmed(email="late@example.org")
    remind_moderators(at=NOW + timedelta(days=3))


def test_what_one_follows_can_be_ended_with_one_click_in_the_mail_program(cast: Cast) -> None:
    headers = {message.template: render(message).extra_headers for message in every_message(cast)}
    ending = headers["followed"]["List-Unsubscribe"]
    assert re.fullmatch(r"<http.*/track/following/.+/end/>", ending)
    assert headers["followed"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http.*/track/notices/.+/end/>", headers["notice"]["List-Unsubscribe"])
    assert "List-Unsubscribe" not in headers["answered"]


def test_no_message_carries_a_name_or_what_was_written(cast: Cast) -> None:
    for notification in every_message(cast):
        message = render(notification)
        whole = f"{message.subject}\n{message.body}\n{message.extra_headers}"
        for planted in (SUBJECT, TEXT, ANSWER, NAME, "Planted"):
            assert planted not in whole, notification.template
        assert EMAIL not in whole
        assert (notification.case.reference if notification.case else "Imbizo") in message.subject


def test_every_message_to_a_resident_leads_back_to_the_case(cast: Cast) -> None:
    for notification in every_message(cast):
        if notification.recipient == EMAIL:
            assert f"/track/{notification.case.reference}/" in render(notification).body


def give_site(cast: Cast, hostname: str, port: int = 443) -> None:
    cast.municipality.site = Site.objects.create(hostname=hostname, port=port, root_page=Page.get_first_root_node())
    cast.municipality.save()


def test_every_message_that_carries_a_code_is_known_as_one() -> None:
    folder = Path(get_template("engagement/email/code.txt").origin.name).parent
    assert {file.stem for file in folder.iterdir() if "{{ code }}" in file.read_text()} == MESSAGES_WITH_CODE


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


def test_whoever_hears_that_it_is_not_shown_is_led_to_the_appeal(cast: Cast) -> None:
    reason = PublicationRefusal.ADVERT
    refused, taken_down = cast.confirmed(), cast.published(email="b@example.org")
    refuse_publication(case=refused, reason=reason, by=cast.moderator, at=NOW)
    withdraw_publication(case=taken_down, reason=reason, erase_words=False, by=cast.moderator, at=NOW)
    for case, template in ((refused, "publication-refused"), (taken_down, "withdrawn")):
        body = render(Notification.objects.get(case=case, template=template)).body
        assert f"/track/{case.reference}/appeal/\n" in body


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
