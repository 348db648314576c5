"""The notices of a ward are followed by e-mail: begun, told, carried over, ended."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from engagement import holdings
from engagement.enums import CheckPurpose, NotificationState
from engagement.form_notices import CONTACT
from engagement.models import ContactChange, ContactCheck, NoticeFollow, Notification
from engagement.queries.notices import notice_of
from engagement.queries.own_data import held_about, held_of_account, notices_followed_here
from engagement.rules.contacts import Contact, by_email, by_phone
from engagement.rules.retry import MAX_ATTEMPTS
from engagement.services import notice_follows
from engagement.services.contact_changes import correct_details, request_contact_change, use_change_code
from engagement.services.contact_checks import ask_check
from engagement.services.forgetting import close_account, forget_person
from engagement.services.notice_follows import (
    BETWEEN_BATCHES,
    end_notice_follow,
    end_unread_notice_follows,
    follow_notices,
    follow_notices_with_code,
    tell_followers_of_notice,
)
from tests.engagement.cast import EMAIL, NOW, Cast, make_user
from wards.models import Ward

pytestmark = pytest.mark.django_db

WORDS = {"title": "Water off", "when": "today", "where": "Ward 1", "text": "Pipes.", "url": "https://x.example/n/"}
READER = by_email("reader@example.org")


def follow(ward: Ward, contact: Contact = READER, language: str = "en", **facts: object) -> NoticeFollow:
    return follow_notices(ward=ward, contact=contact, language=language, at=NOW, **facts)


def tell(cast: Cast, *wards: Ward, key: str = "1") -> int:
    codes = [ward.code for ward in wards]
    said = {"municipality": cast.municipality, "ward_codes": codes, "key": key, "at": NOW}
    return tell_followers_of_notice(words=lambda: WORDS, **said)


def recipients() -> list[str]:
    return sorted(each.recipient for each in Notification.objects.filter(template="notice"))


def test_begun_twice_it_is_one_row_and_an_account_is_noted(cast: Cast) -> None:
    account = make_user("reader")
    assert follow(cast.ward) == follow(cast.ward)
    assert follow(cast.ward, user=account).user == account
    assert str(follow(cast.ward)) == f"notice follow {NoticeFollow.objects.get().pk}"
    with pytest.raises(IntegrityError), transaction.atomic():
        row = NoticeFollow.objects.get()
        row.pk, row.token = None, "5f0e5d5c-0000-4000-8000-000000000000"
        row.save(force_insert=True)


def test_a_code_proves_the_address_once(cast: Cast) -> None:
    asked = {"purpose": CheckPurpose.FOLLOW_NOTICES, "contact": READER, "language": "zu", "at": NOW}
    check = ask_check(ward=cast.ward, **asked)
    code = json.loads(Notification.objects.get().context)
    assert (code["code"], code["sender"]) == (check.code, cast.municipality.name)
    assert not follow_notices_with_code(check=check, code="nonsense", at=NOW)
    assert follow_notices_with_code(check=check, code=check.code, at=NOW)
    assert not follow_notices_with_code(check=check, code=check.code, at=NOW)
    assert (NoticeFollow.objects.get().ward_code, NoticeFollow.objects.get().language) == (cast.ward.code, "zu")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactCheck.objects.update(ward=None)


def test_each_address_of_its_wards_is_told_once_however_often_it_runs(cast: Cast) -> None:
    both = follow(cast.ward)
    follow(cast.other_ward)
    follow(cast.other_ward, by_email("other@example.org"), language="zu")
    assert tell(cast, cast.ward) == 1
    assert tell(cast, cast.ward) == 1
    assert recipients() == [READER.value]
    assert json.loads(Notification.objects.get().context)["followed"] == cast.ward.title
    assert tell(cast, key="2") == 2
    assert recipients() == ["other@example.org", READER.value, READER.value]
    end_notice_follow(follow=both)
    end_notice_follow(follow=both)
    assert tell(cast, cast.ward, key="3") == 0


def test_nobody_is_told_of_the_notices_of_a_neighbour(cast: Cast) -> None:
    follow(cast.ward)
    elsewhere = {"municipality": cast.elsewhere, "ward_codes": [], "key": "1", "at": NOW}
    assert tell_followers_of_notice(words=lambda: WORDS, **elsewhere) == 0


def test_thousands_become_due_a_batch_at_a_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: object
) -> None:
    monkeypatch.setattr(notice_follows, "BATCH", 3)
    for number in range(7):
        follow(cast.ward, by_email(f"reader{number}@example.org"))
    with django_assert_max_num_queries(20):
        assert tell(cast, cast.ward) == 7
    due = sorted(Notification.objects.values_list("next_try_at", flat=True))
    assert due == [NOW] * 3 + [NOW + BETWEEN_BATCHES] * 3 + [NOW + 2 * BETWEEN_BATCHES]


def test_a_mailbox_that_nobody_reads_is_forgotten(cast: Cast) -> None:
    for contact in (READER, by_email("other@example.org")):
        follow(cast.ward, contact)
    for key in "123":
        tell(cast, cast.ward, key=key)
    Notification.objects.filter(recipient_index=follow(cast.ward).contact_index).update(
        state=NotificationState.SET_ASIDE
    )
    first = Notification.objects.exclude(state=NotificationState.SET_ASIDE).first()
    Notification.objects.filter(recipient_index=first.recipient_index).update(state=NotificationState.SET_ASIDE)
    Notification.objects.filter(pk=first.pk).update(state=NotificationState.SENT, sent_at=NOW)
    assert end_unread_notice_follows() == 1
    assert end_unread_notice_follows() == 0
    assert NoticeFollow.objects.get().email == "other@example.org"


def changed(cast: Cast, before: Contact, to: Contact) -> None:
    case = cast.confirmed(email=before.value)
    shown = notice_of(CONTACT, cast.municipality, at=NOW)
    request_contact_change(resident=case.resident, contact=to, notice=shown, language="en", at=NOW)
    change = ContactChange.objects.get()
    assert use_change_code(change=change, code=change.code, by=None, at=NOW)


def test_a_new_address_takes_the_notices_along_and_a_number_ends_them(cast: Cast) -> None:
    follow(cast.ward)
    follow(cast.other_ward)
    follow(cast.ward, new := by_email("new@example.org"))
    changed(cast, READER, new)
    assert {(row.ward_code, row.email) for row in NoticeFollow.objects.all()} == {
        (cast.ward.code, new.value),
        (cast.other_ward.code, new.value),
    }
    assert NoticeFollow.objects.with_contact(new).count() == 2
    changed(cast, new, by_phone("+27825550123"))
    assert not NoticeFollow.objects.exists()


def test_whoever_merely_typed_an_address_moves_and_sees_nothing_of_it(cast: Cast) -> None:
    resident = cast.raised(email=READER.value).resident
    follow(cast.ward)
    assert not notices_followed_here(None, [resident])
    assert held_about(resident, by=None)["notices_followed"] == []
    forget_person(resident=resident, with_public=True, by=None, at=NOW)
    assert NoticeFollow.objects.exists()


def test_another_language_is_that_of_the_notices_too(cast: Cast) -> None:
    resident = cast.confirmed(email=READER.value).resident
    follow(cast.ward)
    shown = notice_of(CONTACT, cast.municipality, at=NOW)
    correct_details(resident=resident, name="", language="zu", notice=shown, by=None, at=NOW)
    assert NoticeFollow.objects.get().language == "zu"


def test_what_is_followed_is_in_the_download_and_goes_with_the_person(cast: Cast) -> None:
    resident = cast.confirmed(email=EMAIL).resident
    follow(cast.ward, by_email(EMAIL))
    [held] = held_about(resident, by=None)["notices_followed"]
    assert (held["ward"], held["municipality"], held["since"]) == (cast.ward.code, cast.municipality.name, NOW)
    forget_person(resident=resident, with_public=False, by=None, at=NOW)
    assert not NoticeFollow.objects.exists()


def test_what_was_written_goes_with_the_person_and_what_waits_with_the_follow(cast: Cast) -> None:
    resident = cast.confirmed(email=EMAIL).resident
    follow(cast.ward, by_email(EMAIL))
    ending = follow(cast.other_ward)
    tell(cast)
    tell(cast, key="2")
    Notification.objects.filter(dedupe_key__contains="/1/").update(state=NotificationState.SENT, sent_at=NOW)
    assert [row for row in held_about(resident, by=None)["messages"] if row["what"] == "notice"]
    forget_person(resident=resident, with_public=False, by=None, at=NOW)
    assert recipients() == [READER.value] * 2
    end_notice_follow(follow=ending)
    assert [(row.recipient, row.state) for row in Notification.objects.filter(template="notice")] == [
        (READER.value, NotificationState.SENT)
    ]


def test_another_spelling_of_an_address_ends_nothing(cast: Cast) -> None:
    follow(cast.ward)
    changed(cast, READER, by_email("Reader@Example.org"))
    assert NoticeFollow.objects.get().ward_code == cast.ward.code


def test_a_change_leaves_alone_what_whoever_shares_the_mailbox_follows(cast: Cast) -> None:
    cast.confirmed(email=READER.value, name="Lerato")
    follow(cast.ward)
    changed(cast, READER, by_email("new@example.org"))
    assert NoticeFollow.objects.get().email == READER.value


def test_what_failed_before_somebody_followed_again_or_was_our_own_fault_ends_nothing(cast: Cast) -> None:
    followed = follow(cast.ward)
    for key in "123":
        tell(cast, cast.ward, key=key)
    rows = Notification.objects.filter(template="notice")
    rows.update(state=NotificationState.SET_ASIDE, attempts=MAX_ATTEMPTS)
    assert end_unread_notice_follows() == 0
    rows.update(attempts=1, created_at=NOW - timedelta(days=1))
    assert end_unread_notice_follows() == 0
    rows.update(created_at=followed.since)
    assert end_unread_notice_follows() == 1


def test_a_closed_account_ends_what_it_or_its_addresses_follow(cast: Cast) -> None:
    account = make_user("reader")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    follow(cast.ward, by_email(account.email))
    follow(cast.other_ward, READER, user=account)
    follow(cast.other_ward, others := by_email("other@example.org"))
    assert {row["ward"] for row in held_of_account(account)["notices_followed"]} == {
        cast.ward.code,
        cast.other_ward.code,
    }
    close_account(user=account, with_public=False, at=NOW + timedelta(days=1))
    assert NoticeFollow.objects.get().email == others.value


def test_the_notices_of_a_ward_are_kept_for_a_person_and_not_for_a_case() -> None:
    [holding] = [each for each in holdings.registered() if each.key == "notices_followed"]
    assert holding.period == ""
