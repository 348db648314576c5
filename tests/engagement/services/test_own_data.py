"""What a resident may do with what is held about them: see it, take it along, correct it, have it deleted."""

import io
import json
import zipfile
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from wagtail.models import ModelLogEntry

from engagement import holdings
from engagement.enums import (
    Channel,
    ConcernStatus,
    EraseReason,
    EventKind,
    Impossible,
    Outcome,
    Publication,
    PublicationRefusal,
    ReferralStatus,
    ReportReason,
)
from engagement.errors import NotPossibleError
from engagement.form_notices import CONTACT, RAISE
from engagement.holdings import HeldFile, Holding
from engagement.models import (
    AccessRequest,
    AnswerDraft,
    Case,
    Clock,
    ContactChange,
    Follow,
    Notification,
    ProposedAnswer,
    Resident,
    TimelineEvent,
    User,
)
from engagement.models.blind_index import contact_index
from engagement.queries.answering import answering_of
from engagement.queries.appeals import appeals_for
from engagement.queries.concerns import altered_concerns
from engagement.queries.notices import notice_of
from engagement.queries.own_data import account_facts, messages_to
from engagement.queries.reports import reports_for
from engagement.queries.timeline import timeline_faults
from engagement.queries.viewers import viewer_of
from engagement.rules.codes import MOST_TEXTS_AN_HOUR
from engagement.rules.contacts import Contact, by_email, by_phone
from engagement.services.access import request_access
from engagement.services.account_messages import enqueue_account_message
from engagement.services.answers import answer_concern
from engagement.services.appeals import appeal_decision, appeal_report, uphold_decision
from engagement.services.concerns import confirm_contact
from engagement.services.contact_changes import (
    correct_details,
    forget_changes,
    request_contact_change,
    use_change_code,
)
from engagement.services.feedback import ask_whether_helped
from engagement.services.follows import follow_case, tell_followers
from engagement.services.forgetting import close_account, forget_person
from engagement.services.messages import tell_those_at_work
from engagement.services.moderation import publish_concern, refuse_publication, withdraw_publication
from engagement.services.notifications import CALLS_TO_WORK, claim_notifications
from engagement.services.own_data import download_of
from engagement.services.referrals import open_referral
from engagement.services.reports import keep_reported, report_concern
from engagement.services.residents import keep_in_account
from engagement.wording import event_line
from tests.engagement.cast import EMAIL, NAME, NOW, Cast, make_department, make_user, make_ward

pytestmark = pytest.mark.django_db

PHONE = by_phone("+27825550123")


def answered(cast: Cast, case: Case, *, is_public: bool) -> Case:
    said = {"text": "It is mended.", "outcome": Outcome.ANSWERED, "key": f"answer to {case.pk}"}
    return answer_concern(case=case, is_public=is_public, by=cast.councillor, at=NOW, **said)


def ask(resident: Resident, contact: Contact = PHONE) -> ContactChange:
    notice = notice_of(CONTACT, resident.municipality, at=NOW)
    return request_contact_change(resident=resident, contact=contact, notice=notice, language="en", at=NOW)


def logged() -> set[str]:
    return set(ModelLogEntry.objects.values_list("action", flat=True))


def is_whole() -> bool:
    """Whether every timeline verifies, and pages show what was raised or nothing."""
    return not list(timeline_faults(Case.objects.all())) and not list(altered_concerns(Case.objects.all()))


def test_a_new_contact_counts_once_its_code_was_typed_and_the_old_one_is_told_and_gone(cast: Cast) -> None:
    resident = cast.confirmed().resident
    change = ask(resident)
    message = Notification.objects.get(template="contact-code")
    assert (message.recipient, message.channel) == ("+27825550123", Channel.SMS)
    wrong = "111111" if change.code == "000000" else "000000"
    assert not use_change_code(change=change, code=wrong, by=None, at=NOW)
    resident.refresh_from_db()
    assert resident.contact == by_email(EMAIL)
    assert use_change_code(change=change, code=change.code, by=None, at=NOW)
    resident.refresh_from_db()
    assert (resident.contact, resident.email, resident.email_index) == (PHONE, None, "")
    assert Resident.objects.with_contact(PHONE).get() == resident
    assert Notification.objects.get(template="contact-changed").recipient == EMAIL
    assert not ContactChange.objects.exists()
    assert (resident.privacy_notice.form, resident.privacy_notice.version) == (CONTACT, NOW.date())
    assert "engagement.resident.contact_changed" in logged()


def test_whoever_is_reached_elsewhere_is_not_asked_again_whether_it_helped(cast: Cast) -> None:
    case = answered(cast, cast.confirmed(), is_public=False)
    assert ask_whether_helped(at=NOW + timedelta(days=7)) == 1
    Notification.objects.update(state="sent", sent_at=NOW)
    change = ask(case.resident)
    use_change_code(change=change, code=change.code, by=None, at=NOW)
    assert ask_whether_helped(at=NOW + timedelta(days=8)) == 0
    kept = Notification.objects.filter(case=case).exclude(template__in=[*CALLS_TO_WORK, "contact-code"])
    assert [(message.template, message.recipient) for message in kept.exclude(template="contact-changed")] == [
        ("helped", "nobody@invalid")
    ]
    assert not Notification.objects.to_contact(by_email(EMAIL)).exclude(template="contact-changed").exists()


def test_what_never_arrived_is_asked_again_at_the_new_contact(cast: Cast) -> None:
    case = answered(cast, cast.confirmed(), is_public=False)
    ask_whether_helped(at=NOW + timedelta(days=7))
    Notification.objects.filter(template="helped").update(state="set_aside")
    change = ask(case.resident)
    use_change_code(change=change, code=change.code, by=None, at=NOW)
    assert ask_whether_helped(at=NOW + timedelta(days=8)) == 1
    assert Notification.objects.get(template="helped").recipient == PHONE.value


def test_what_a_worker_is_sending_stays_written_to_whom_it_goes(cast: Cast) -> None:
    case = cast.confirmed()
    [claimed] = [message for message in claim_notifications(at=NOW) if message.template == "received"]
    answered(cast, case, is_public=False)
    change = ask(case.resident)
    use_change_code(change=change, code=change.code, by=None, at=NOW)
    claimed.refresh_from_db()
    assert (claimed.recipient, claimed.channel) == (EMAIL, Channel.EMAIL)
    assert Notification.objects.get(template="answered").recipient == PHONE.value


def test_a_code_for_a_new_contact_bears_five_tries_and_half_an_hour(cast: Cast) -> None:
    resident = cast.confirmed().resident
    change = ask(resident)
    assert not use_change_code(change=change, code=change.code, by=None, at=NOW + timedelta(minutes=31))
    for _ in range(5):
        assert not use_change_code(change=change, code="nothing", by=None, at=NOW)
    assert not use_change_code(change=change, code=change.code, by=None, at=NOW)
    for _ in range(MOST_TEXTS_AN_HOUR - 1):
        ask(resident)
    with pytest.raises(NotPossibleError, match=Impossible.TOO_MANY_CODES):
        ask(resident)
    assert [forget_changes(at=NOW + timedelta(days=2)) for _ in range(2)] == [MOST_TEXTS_AN_HOUR, 0]


def test_a_name_is_corrected_or_deleted_and_the_language_counts_for_messages(cast: Cast) -> None:
    case = cast.confirmed()
    notice = notice_of(CONTACT, cast.municipality, at=NOW)
    correct_details(resident=case.resident, name=" ", language="zu", notice=notice, by=None, at=NOW)
    answered(cast, Case.objects.get(), is_public=False)
    assert Resident.objects.get().name is None
    assert Notification.objects.get(template="answered").language == "zu"


def test_messages_to_me_are_listed_without_codes_and_without_those_to_others(cast: Cast) -> None:
    case = answered(cast, cast.published(), is_public=True)
    ask(case.resident)
    assert {message.template for message in messages_to(case.resident)} == {
        "confirm",
        "received",
        "published",
        "answered",
    }


def test_a_download_holds_everything_that_was_said_to_the_person(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    photos = Holding(
        "photos",
        rows=lambda resident: [{"name": "1.jpg"}],
        files=lambda resident: [HeldFile("1.jpg", lambda: b"picture")],
    )
    monkeypatch.setattr(holdings, "_holdings", {"photos": photos})
    notice = notice_of(RAISE, cast.municipality, at=NOW)
    case = answered(cast, cast.confirmed(is_public=False, notice=notice, place_words="At the gate"), is_public=False)
    cast.confirmed(name="Somebody else", subject="Of another person")
    packed = zipfile.ZipFile(io.BytesIO(download_of(resident=case.resident, by=None, at=NOW)))
    assert packed.namelist() == ["README.txt", "data.json", "photos/1.jpg"]
    assert packed.read("photos/1.jpg") == b"picture"
    held = json.loads(packed.read("data.json"))
    assert (held["person"]["name"], held["person"]["email"]) == (NAME, EMAIL)
    [brought] = held["cases"]
    assert (brought["reference"], brought["place"]) == (case.reference, "At the gate")
    assert brought["told_of_your_data"]["text"] == notice.text
    said = {event["what"]: event["said"] for event in brought["what_happened"]}
    assert said["raised"]["words"] == case.concern.text
    assert said["answered"]["text"] == "It is mended."
    assert "Of another person" not in packed.read("data.json").decode()
    assert held["photos"] == [{"name": "1.jpg"}]
    assert "engagement.resident.downloaded" in logged()


def test_deletion_takes_the_person_and_their_private_words_and_leaves_what_the_office_said(cast: Cast) -> None:
    private = answered(cast, cast.confirmed(is_public=False, subject="Private"), is_public=False)
    public = answered(cast, cast.published(subject="Public"), is_public=True)
    request_access(reference=public.reference, contact=by_email(EMAIL), language="en", at=NOW)
    for _ in range(2):
        forget_person(resident=private.resident, with_public=False, by=None, at=NOW)
    assert not Resident.objects.exists()
    assert not AccessRequest.objects.exists()
    assert not any(message.recipient == EMAIL for message in Notification.objects.all())
    private.refresh_from_db()
    public.refresh_from_db()
    assert (private.resident, private.concern.text, public.resident) == (None, "", None)
    assert (public.concern.text, bool(public.concern.public_text)) == ("", True)
    said = {(event.case_id, event.kind): event.payload for event in TimelineEvent.objects.all()}
    assert said[private.pk, "raised"] is said[public.pk, "raised"] is None
    assert said[private.pk, "answered"]["text"] == said[public.pk, "answered"]["text"] == "It is mended."
    reasons = TimelineEvent.objects.exclude(erased_reason="").values_list("erased_reason", flat=True)
    assert set(reasons) == {EraseReason.PERSONAL_REQUEST}
    assert is_whole()
    assert "engagement.resident.forgotten" in logged()


def test_deletion_takes_what_was_written_to_the_person_about_anything_and_to_any_contact(cast: Cast) -> None:
    case, sister = cast.published(), cast.confirmed(name="A sister at the same address")
    follow_case(case=cast.published(email="other@example.org"), contact=by_email(EMAIL), language="en", at=NOW)
    answered(cast, Follow.objects.get().case, is_public=True)
    tell_followers(at=NOW)
    assert "followed" in {message.template for message in messages_to(case.resident)}
    Notification.objects.filter(template="followed").update(state="sent", sent_at=NOW)
    before = ask(case.resident)
    use_change_code(change=before, code=before.code, by=None, at=NOW)
    received = Notification.objects.get(case=case, template="received")
    assert received.recipient == PHONE.value, "it had not gone out yet"
    Notification.objects.filter(case=case).update(state="sent", sent_at=NOW)
    after = ask(Resident.objects.get(pk=case.resident_id), by_email("new@example.org"))
    use_change_code(change=after, code=after.code, by=None, at=NOW)
    ask(Resident.objects.get(pk=case.resident_id), by_phone("+27825550199"))
    forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    left = Notification.objects.exclude(template__in=CALLS_TO_WORK)
    assert {message.case for message in left.filter(recipient_index=contact_index(by_email(EMAIL)))} == {sister}
    assert not left.filter(case=case).exists()


def test_who_typed_the_contact_of_another_sees_and_deletes_nothing_that_went_there(cast: Cast) -> None:
    follow_case(case=cast.published(email="other@example.org"), contact=by_email(EMAIL), language="en", at=NOW)
    answered(cast, Follow.objects.get().case, is_public=True)
    tell_followers(at=NOW)
    typed = cast.raised()
    assert {message.template for message in messages_to(typed.resident)} == {"confirm"}
    forget_person(resident=typed.resident, with_public=False, by=None, at=NOW)
    assert Notification.objects.filter(template="followed").exists()


@pytest.mark.parametrize("what", ["one person", "account"])
def test_what_waits_for_whoever_shares_the_mailbox_is_sent(cast: Cast, what: str) -> None:
    user = make_user("family")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    mailbox, case = by_email(user.email), cast.published(email="other@example.org")
    mine = cast.published(email=user.email, by=user)
    sister = cast.confirmed(email=user.email, name="A sister")
    refuse_publication(case=sister, reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)
    uphold_decision(appeal=appeal_decision(case=sister, words="No.", at=NOW), by=cast.speaker, at=NOW)
    withdraw_publication(case=mine, reason=PublicationRefusal.ADVERT, erase_words=False, by=cast.moderator, at=NOW)
    uphold_decision(appeal=appeal_decision(case=mine, words="No.", at=NOW), by=cast.speaker, at=NOW)
    facts = {"reason": ReportReason.ACCUSES, "words": "", "network": "", "language": "en", "at": NOW}
    keep_reported(report=report_concern(case=case, contact=mailbox, **facts), by=cast.moderator, at=NOW)
    follow_case(case=case, contact=mailbox, language="en", at=NOW)
    answered(cast, case, is_public=True)
    tell_followers(at=NOW)
    Notification.objects.filter(template="followed").update(state="sent", sent_at=NOW)
    if what == "account":
        close_account(user=user, with_public=False, at=NOW)
    else:
        forget_person(resident=mine.resident, with_public=False, by=user, at=NOW)
    left = Notification.objects.to_contact(mailbox).exclude(case=sister)
    assert {(message.template, message.case) for message in left} == {("report-decided", case)}
    assert Notification.objects.filter(case=sister, template="appeal-decided").exists()
    forget_person(resident=sister.resident, with_public=False, by=None, at=NOW)
    assert not Notification.objects.to_contact(mailbox).exists()


def test_one_municipality_shows_and_deletes_nothing_that_another_wrote(cast: Cast) -> None:
    user, there = make_user("resident"), make_ward(cast.elsewhere, 3)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    mine = cast.confirmed(email=user.email, by=user).resident
    followed = cast.confirmed(ward=there, email="other@example.org")
    publish_concern(case=followed, by=cast.stranger_moderator, at=NOW)
    follow_case(case=followed, contact=by_email(user.email), language="en", at=NOW)
    withdraw_publication(
        case=followed, reason=PublicationRefusal.ADVERT, erase_words=False, by=cast.stranger_moderator, at=NOW
    )
    tell_followers(at=NOW)
    told = {"recipient": user.email, "context": {}, "language": "en", "base_url": "http://localhost", "at": NOW}
    enqueue_account_message(name="account/email/account_already_exists", **told)
    assert {message.template for message in messages_to(mine)} == {"received"}
    assert [message["what"] for message in account_facts(user)["messages"]] == ["account-known"]
    forget_person(resident=mine, with_public=False, by=user, at=NOW)
    left = Notification.objects.to_contact(by_email(user.email))
    assert {message.template for message in left} == {"followed", "account-known"}
    close_account(user=user, with_public=False, at=NOW)
    assert not left.all().exists()


def test_other_parts_forget_what_they_hold_while_the_cases_are_still_the_persons(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, found = cast.confirmed(), []

    def forget(resident: Resident, *, at: datetime) -> int:
        found.extend(resident.cases.all())
        return len(found)

    monkeypatch.setattr(holdings, "_holdings", {"photos": Holding("photos", forget=forget)})
    forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    assert found == [case]


def test_words_that_everyone_can_read_go_where_the_person_says_so_and_the_answer_stays(cast: Cast) -> None:
    case = answered(cast, cast.published(), is_public=True)
    forget_person(resident=case.resident, with_public=True, by=None, at=NOW)
    case.refresh_from_db()
    assert (case.publication, case.concern.text) == (Publication.PUBLISHED, "")
    assert TimelineEvent.objects.get(kind="answered").payload["text"] == "It is mended."
    assert is_whole()


@pytest.mark.parametrize(("how", "ends"), [("raised", True), ("private", True), ("published", False)])
def test_an_open_case_ends_unless_everyone_can_read_it(cast: Cast, how: str, ends: bool) -> None:
    case = {"raised": cast.raised, "private": lambda: cast.confirmed(is_public=False), "published": cast.published}[
        how
    ]()
    forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    case.refresh_from_db()
    assert (case.status == ConcernStatus.TAKEN_BACK) == ends
    assert (case.closed_at is not None) == ends
    assert Clock.objects.filter(met_at=None).exists() != ends
    assert (case.publication == Publication.PUBLISHED) != ends
    assert is_whole()


def test_nothing_waits_for_a_moderator_on_what_was_taken_back(cast: Cast) -> None:
    case, refused = cast.published(), cast.confirmed(subject="Refused")
    refuse_publication(case=refused, reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)
    appeal_decision(case=refused, words="Nobody is named.", at=NOW)
    facts = {"case": case, "reason": ReportReason.ACCUSES, "words": "", "network": "", "language": "en", "at": NOW}
    first = report_concern(contact=by_email("first@example.org"), **facts)
    appeal_report(report=keep_reported(report=first, by=cast.moderator, at=NOW), words="It does.", at=NOW)
    report_concern(contact=PHONE, **facts)
    forget_person(resident=case.resident, with_public=True, by=None, at=NOW)
    office = viewer_of(cast.speaker, on=NOW, at_work=True)
    assert not appeals_for(office).exists()
    assert not reports_for(viewer_of(cast.moderator, on=NOW, at_work=True)).exists()
    told = {
        message.recipient: json.loads(message.context)
        for message in Notification.objects.filter(case=case)
        if message.template in ("report-decided", "appeal-decided") and "kept" not in message.context
    }
    assert told == {
        PHONE.value: {"outcome": "taken_back", "appeal": ""},
        "first@example.org": {"overturned": False, "taken_back": True, "by_reporter": True},
    }


def test_an_open_public_case_ends_when_its_words_go(cast: Cast) -> None:
    case = cast.published()
    forget_person(resident=case.resident, with_public=True, by=None, at=NOW)
    case.refresh_from_db()
    assert (case.status, case.publication) == (ConcernStatus.TAKEN_BACK, Publication.PRIVATE)
    assert is_whole()


def test_an_account_is_closed_with_everything_in_it(cast: Cast) -> None:
    user = make_user("resident")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    case = cast.raised(email=user.email, by=user)
    enqueue_account_message(
        name="account/email/login_code",
        recipient=user.email,
        context={"code": "123456"},
        language="en",
        base_url="http://localhost",
        at=NOW,
    )
    close_account(user=user, with_public=False, at=NOW)
    user.refresh_from_db()
    assert (user.is_active, user.email, user.has_usable_password()) == (False, f"closed-{user.pk}@invalid", False)
    assert not EmailAddress.objects.exists()
    assert not Notification.objects.to_contact(case.resident.contact).exists()
    assert not Resident.objects.exists()
    assert Case.objects.get(pk=case.pk).concern.text == ""
    with pytest.raises(NotPossibleError, match=Impossible.STILL_AT_WORK):
        close_account(user=cast.councillor, with_public=False, at=NOW)


def test_an_account_takes_over_a_person_by_a_contact_that_it_has_proved(cast: Cast) -> None:
    user: User = make_user("resident")
    mine = cast.raised(email=user.email).resident
    with pytest.raises(NotPossibleError, match=Impossible.NOT_YOUR_CONTACT):
        keep_in_account(resident=mine, by=user, at=NOW)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for _ in range(2):
        assert keep_in_account(resident=mine, by=user, at=NOW).user == user
    with pytest.raises(NotPossibleError, match=Impossible.NOT_YOUR_CONTACT):
        keep_in_account(resident=cast.raised().resident, by=user, at=NOW)


def test_the_office_reads_that_a_resident_had_something_erased_and_not_their_address(cast: Cast) -> None:
    user = make_user("resident")
    case = cast.confirmed(email=user.email, by=user, is_public=False)
    forget_person(resident=case.resident, with_public=False, by=user, at=NOW)
    note = event_line(case.events.get(kind=EventKind.ERASED), is_own=False).note
    assert user.email not in note
    assert note.endswith("By: Resident.")


@pytest.mark.parametrize("how", ["deleted", "moderated"])
def test_what_a_department_and_an_assistant_hold_of_the_words_goes_too(cast: Cast, how: str) -> None:
    case = cast.published(place_words="At the gate", subject="Secret words")
    referral = open_referral(
        from_case=case, department=make_department(cast.municipality), ask="Secret words", by=cast.councillor, at=NOW
    )
    said = {"text": "Secret words", "outcome": "answered"}
    ProposedAnswer.objects.create(case=case, author=cast.moderator, proposed_at=NOW, **said)
    AnswerDraft.objects.create(case=case, user=cast.councillor, kept_at=NOW, **said)
    if how == "deleted":
        forget_person(resident=case.resident, with_public=True, by=None, at=NOW)
    else:
        withdraw_publication(
            case=case, reason=PublicationRefusal.PERSONAL_DATA, erase_words=True, by=cast.moderator, at=NOW
        )
    assert not ProposedAnswer.objects.exists()
    assert not AnswerDraft.objects.exists()
    case, referral = Case.objects.get(pk=case.pk), Case.objects.get(pk=referral.pk)
    assert (case.place_words, referral.place_words, referral.referral.ask) == ("", "", "")
    assert (referral.status, Clock.objects.filter(case=referral).exists()) == (ReferralStatus.ENDED, False)
    assert not Notification.objects.filter(template="department-new").exists()
    assert not [event for event in TimelineEvent.objects.all() if "Secret" in str(event.payload)]
    assert is_whole()


def test_nobody_is_called_to_a_case_that_was_taken_back(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    tell_those_at_work(case, template="answer-due", answering=answering_of(case, NOW), at=NOW, number=1)
    forget_person(resident=case.resident, with_public=False, by=None, at=NOW)
    assert not Notification.objects.filter(case=case, template__in=CALLS_TO_WORK).exists()


def test_an_event_of_a_resident_names_no_account(cast: Cast) -> None:
    user = make_user("resident")
    case = cast.confirmed(by=user, email=user.email)
    assert set(case.events.filter(actor="resident").values_list("by", flat=True)) == {None}


def test_whoever_types_a_contact_changes_nothing_of_its_owner_until_it_is_confirmed(cast: Cast) -> None:
    resident = cast.confirmed().resident
    typed = cast.raised(subject="Another", language="zu")
    resident.refresh_from_db()
    assert resident.language == "en"
    confirm_contact(case=typed, at=NOW)
    resident.refresh_from_db()
    assert (typed.resident, resident.language) == (resident, "zu")


def test_what_is_kept_for_how_long_is_told_once(cast: Cast, client: Client) -> None:
    page = client.get("/how-your-data-is-kept/").content.decode()
    assert page.count("Your name and contact</dt>") == 1
