"""It affects me too, following, reporting and appealing: what everyone may do with what everyone can read."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from engagement.enums import (
    Actor,
    AppealOutcome,
    CheckPurpose,
    EventKind,
    Impossible,
    Outcome,
    Publication,
    PublicationRefusal,
    ReportOutcome,
    ReportReason,
    Role,
    Visibility,
)
from engagement.errors import NotPossibleError
from engagement.models import AnsweringPolicy, Appeal, Case, ContactCheck, Follow, Notification, Report, Support, User
from engagement.queries.appeals import appeals_for
from engagement.queries.concerns import held_for
from engagement.queries.open_data import open_concerns
from engagement.queries.own_data import followed_here
from engagement.queries.reports import reports_for
from engagement.queries.viewers import viewer_of
from engagement.rules.contacts import by_email, by_phone
from engagement.services.answers import answer_concern
from engagement.services.appeals import appeal_decision, appeal_report, overturn_decision, uphold_decision
from engagement.services.contact_checks import ask_check, forget_checks, pass_check
from engagement.services.follows import end_follow, follow_case, follow_with_code, tell_followers
from engagement.services.forgetting import forget_person
from engagement.services.moderation import (
    Shown,
    mark_checked,
    publish_concern,
    refuse_publication,
    remind_moderators,
    settle_reports,
    withdraw_publication,
)
from engagement.services.people import appoint_staff
from engagement.services.reports import (
    ask_moderator,
    forget_reporters,
    keep_reported,
    mask_reported,
    report_concern,
    take_down_reported,
)
from engagement.services.supports import add_support, support_with_code, take_support_back
from engagement.services.timeline import record_event
from tests.engagement.cast import EMAIL, NOW, Cast, make_assistant, make_staff, make_user

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
MAIL, PHONE = by_email("lerato@example.org"), by_phone("+27825550123")


def refused(call: object, *args: object, **kwargs: object) -> Impossible:
    with pytest.raises(NotPossibleError) as refusal:
        call(*args, **kwargs)
    return refusal.value.reason


def supporters(case: Case) -> int:
    case.concern.refresh_from_db()
    return case.concern.supporters


def sent(template: str) -> list[Notification]:
    return list(Notification.objects.filter(template=template).order_by("pk"))


def test_each_contact_counts_once_and_can_be_taken_back(cast: Cast) -> None:
    case, other = cast.published(), cast.published(email="other@example.org")
    for contact in (MAIL, by_email(" Lerato@Example.org"), PHONE):
        add_support(case=case, contact=contact)
    add_support(case=other, contact=MAIL)
    assert (supporters(case), supporters(other)) == (2, 1)
    take_support_back(case=case, contact=MAIL)
    take_support_back(case=case, contact=MAIL)
    assert (supporters(case), supporters(other)) == (1, 1)


def test_the_number_stays_when_who_was_counted_is_forgotten(cast: Cast) -> None:
    case = cast.published()
    for contact in (MAIL, PHONE):
        add_support(case=case, contact=contact)
    Case.objects.filter(pk=case.pk).update(closed_at=NOW)
    add_support(case=case, contact=by_email("third@example.org"))
    Support.objects.all().delete()
    for act in (add_support, take_support_back):
        assert refused(act, case=case, contact=MAIL) == Impossible.COUNTED_FOR_GOOD
    assert supporters(case) == 3
    assert [row.supporters for row in open_concerns(cast.municipality)] == [3]


def test_a_new_key_counts_nobody_twice(cast: Cast, settings: object) -> None:
    case = cast.published()
    add_support(case=case, contact=MAIL)
    settings.BLIND_INDEX_KEYS = ["a new key", *settings.BLIND_INDEX_KEYS]
    add_support(case=case, contact=MAIL)
    assert supporters(case) == 1
    take_support_back(case=case, contact=MAIL)
    assert supporters(case) == 0


def test_a_row_of_support_tells_nothing_of_who_or_when(cast: Cast) -> None:
    case, other = cast.published(), cast.published(email="other@example.org")
    for each in (case, other):
        add_support(case=each, contact=MAIL)
    assert {field.name for field in Support._meta.get_fields()} == {"id", "case", "digest"}
    assert len(set(Support.objects.values_list("digest", flat=True))) == 2
    assert not case.events.filter(actor=Actor.SYSTEM).exists()


def test_what_not_everyone_can_read_is_neither_supported_nor_followed(cast: Cast) -> None:
    case = cast.confirmed()
    assert refused(add_support, case=case, contact=MAIL) == Impossible.NOT_PUBLISHED
    assert refused(follow_case, case=case, contact=MAIL, language="en", at=NOW) == Impossible.NOT_PUBLISHED


def check_for(case: Case, purpose: CheckPurpose = CheckPurpose.SUPPORT, at: object = NOW) -> ContactCheck:
    return ask_check(purpose=purpose, case=case, contact=MAIL, language="en", at=at)


def test_the_code_counts_a_contact_and_takes_it_back(cast: Cast) -> None:
    case = cast.published()
    check = check_for(case)
    assert [message.recipient for message in sent("check-code")] == [MAIL.value]
    assert not support_with_code(check=check, code="0", at=NOW)
    assert support_with_code(check=check, code=check.code, at=NOW)
    assert not support_with_code(check=check, code=check.code, at=NOW)
    assert supporters(case) == 1
    back = check_for(case, CheckPurpose.NO_SUPPORT)
    assert support_with_code(check=back, code=back.code, at=NOW)
    assert supporters(case) == 0


def test_a_code_runs_out_and_bears_five_tries(cast: Cast) -> None:
    check = check_for(cast.published())
    assert pass_check(check=check, code=check.code, at=check.expires_at) is None
    for _ in range(5):
        assert pass_check(check=check, code="000000x", at=NOW) is None
    assert pass_check(check=check, code=check.code, at=NOW) is None


def test_a_number_gets_fewer_texts_in_an_hour_and_in_a_day(cast: Cast) -> None:
    case, phone = cast.published(), by_phone("+27825550123")

    def ask_in(hours: int) -> ContactCheck:
        at = NOW + timedelta(hours=hours)
        return ask_check(purpose=CheckPurpose.SUPPORT, case=case, contact=phone, language="en", at=at)

    for hours in [0, 0, 0]:
        ask_in(hours)
    assert refused(ask_in, 0) == Impossible.TOO_MANY_CODES
    for hours in [2, 2, 2, 4, 4]:
        ask_in(hours)
    assert refused(ask_in, 6) == Impossible.TOO_MANY_TEXTS
    assert ask_in(25)


def test_a_contact_gets_few_codes_in_an_hour_and_the_rows_go(cast: Cast) -> None:
    case = cast.published()
    for _ in range(5):
        check_for(case)
    assert refused(check_for, case) == Impossible.TOO_MANY_CODES
    assert check_for(case, at=NOW + timedelta(hours=2))
    assert forget_checks(at=NOW + timedelta(days=1, minutes=31)) == 5
    assert len(sent("check-code")) == 1


def test_a_follower_is_told_once_of_public_news_and_of_nothing_else(cast: Cast) -> None:
    case = cast.published()
    check = check_for(case, CheckPurpose.FOLLOW)
    assert follow_with_code(check=check, code=check.code, at=NOW)
    follow_case(case=case, contact=MAIL, language="en", at=NOW)
    assert tell_followers(at=NOW) == 0
    answered(cast, case, is_public=False, outcome=Outcome.REFERRED)
    assert tell_followers(at=LATER) == 0
    answered(cast, case, is_public=True)
    assert [tell_followers(at=LATER), tell_followers(at=LATER)] == [1, 0]
    assert [message.recipient for message in sent("followed")] == [MAIL.value]
    end_follow(follow=Follow.objects.get())
    withdraw_publication(case=case, reason=PublicationRefusal.ADVERT, erase_words=False, by=cast.moderator, at=LATER)
    assert tell_followers(at=LATER) == 0


def test_a_follower_hears_that_it_was_taken_down_and_nothing_of_what_happens_then(cast: Cast) -> None:
    case = cast.published()
    follow_case(case=case, contact=MAIL, language="en", at=NOW)
    withdraw_publication(case=case, reason=PublicationRefusal.ADVERT, erase_words=False, by=cast.moderator, at=LATER)
    assert tell_followers(at=LATER) == 1
    case.refresh_from_db()
    record_event(
        case=case, kind=EventKind.TAKEN_BACK, visibility=Visibility.PUBLIC, actor=Actor.RESIDENT, by=None, at=LATER
    )
    assert tell_followers(at=LATER) == 0
    forget_person(resident=case.resident, with_public=True, by=None, at=LATER)
    assert not Follow.objects.exists()


def answered(cast: Cast, case: Case, *, is_public: bool, outcome: Outcome = Outcome.ANSWERED) -> Case:
    return answer_concern(
        case=case, text="Yes.", outcome=outcome, is_public=is_public, key=outcome, by=cast.councillor, at=LATER
    )


def test_a_follower_hears_that_it_was_taken_down_though_its_resident_takes_it_back_at_once(cast: Cast) -> None:
    taken_down, open_one = cast.published(), cast.published(subject="Still there")
    for contact in (MAIL, by_email(EMAIL)):
        follow_case(case=taken_down, contact=contact, language="en", at=NOW)
    follow_case(case=open_one, contact=MAIL, language="en", at=NOW)
    withdraw_publication(
        case=taken_down, reason=PublicationRefusal.ADVERT, erase_words=False, by=cast.moderator, at=LATER
    )
    forget_person(resident=taken_down.resident, with_public=True, by=None, at=LATER)
    assert [(message.case, message.recipient) for message in sent("followed")] == [(taken_down, MAIL.value)]
    assert not Follow.objects.exists()
    assert tell_followers(at=LATER) == 0


def test_an_account_sees_what_it_follows(cast: Cast) -> None:
    case, resident = cast.published(), make_user("resident")
    follow_case(case=case, contact=MAIL, language="en", at=NOW)
    follow_case(case=case, contact=MAIL, language="en", at=NOW, user=resident)
    assert [follow.case for follow in followed_here(resident, [])] == [case]
    assert not followed_here(cast.councillor, []).exists()


def reported(case: Case, **facts: object) -> Report:
    facts = {
        "reason": ReportReason.ACCUSES,
        "words": "That is my brother.",
        "contact": MAIL,
        "network": "192.0.2.1",
        "language": "en",
        "at": NOW,
    } | facts
    return report_concern(case=case, **facts)


def test_one_source_has_one_open_report_and_moderators_are_told(cast: Cast) -> None:
    case = cast.published()
    assert reported(case) == reported(case, words="Again.")
    quiet = reported(case, contact=None)
    assert quiet == reported(case, contact=None)
    assert quiet != reported(case, contact=None, network="192.0.2.2")
    assert len(sent("moderator-report")) == 3
    assert reports_for(viewer_of(cast.moderator, on=NOW, at_work=True)).count() == 3
    assert not reports_for(viewer_of(cast.stranger_moderator, on=NOW, at_work=True)).exists()
    keep_reported(report=quiet, by=cast.moderator, at=NOW)
    assert reported(case, contact=None) != quiet


def test_whoever_left_a_contact_is_told_what_was_decided(cast: Cast) -> None:
    case = cast.published()
    report = reported(case)
    assert refused(keep_reported, report=report, by=cast.councillor, at=NOW) == Impossible.NOT_MODERATOR
    for _ in range(2):
        keep_reported(report=report, by=cast.moderator, at=NOW)
    keep_reported(report=reported(case, contact=None), by=cast.moderator, at=NOW)
    assert [message.recipient for message in sent("report-decided")] == [MAIL.value]


def test_who_reported_is_forgotten_and_what_was_decided_stays(cast: Cast) -> None:
    decided, waiting = reported(cast.published()), reported(cast.published(email="other@example.org"))
    keep_reported(report=decided, by=cast.moderator, at=NOW)
    assert [forget_reporters(at=NOW + timedelta(days=days)) for days in (89, 91, 92)] == [0, 1, 0]
    decided.refresh_from_db()
    waiting.refresh_from_db()
    assert (decided.contact, decided.words, decided.outcome) == (None, None, ReportOutcome.KEPT)
    assert waiting.contact == MAIL


def test_a_report_can_leave_more_out(cast: Cast) -> None:
    case = cast.published()
    shown = Shown(case.concern.subject, "Eleven poles are [left out] since the storm.")
    report = mask_reported(report=reported(case), shown=shown, by=cast.moderator, at=NOW)
    case.concern.refresh_from_db()
    assert (report.outcome, case.concern.public_text) == (ReportOutcome.MASKED, shown.text)
    assert case.concern.text == "Eleven poles are dark since the storm."
    diff = case.events.get(kind="words_masked")
    assert (diff.visibility, diff.payload["before"]["words"]) == ("resident", case.concern.text)
    assert [message.recipient for message in sent("words-masked")] == [EMAIL]
    more = Shown(case.concern.subject, "Twelve poles are dark since the storm.")
    again = {"report": reported(case), "by": cast.moderator, "at": NOW}
    assert refused(mask_reported, shown=more, **again) == Impossible.WORDS_ADDED


def test_taking_down_decides_every_report_of_it(cast: Cast) -> None:
    case = cast.published()
    first, second = reported(case), reported(case, contact=PHONE)
    take_down_reported(report=first, reason=PublicationRefusal.ACCUSES, erase_words=False, by=cast.moderator, at=NOW)
    case.refresh_from_db()
    assert case.publication == Publication.WITHDRAWN
    assert set(Report.objects.values_list("outcome", flat=True)) == {ReportOutcome.TAKEN_DOWN}
    assert {message.recipient for message in sent("report-decided")} == {MAIL.value, PHONE.value}
    assert second.pk


def test_the_same_form_sent_again_takes_down_and_masks_once(cast: Cast) -> None:
    down, less = cast.published(), cast.published(email="less@example.org")
    how, shown = {"by": cast.moderator, "at": NOW}, Shown(less.concern.subject, "[left out]")
    first, second = reported(down), reported(less)
    for _ in range(2):
        take_down_reported(report=first, reason=PublicationRefusal.ACCUSES, erase_words=False, **how)
        mask_reported(report=second, shown=shown, **how)
    assert [len(sent(template)) for template in ("withdrawn", "words-masked", "report-decided")] == [1, 1, 2]


def test_however_many_reported_it_taking_down_reads_as_often(cast: Cast) -> None:
    def reads(count: int) -> int:
        case = cast.published(email=f"{count}@example.org")
        for number in range(count):
            reported(case, contact=by_email(f"reader{number}@example.org"))
            asked = reported(case, contact=None, network=f"192.0.2.{number}")
            Report.objects.filter(pk=asked.pk).update(asked_by=make_user("councillor"))
        case = Case.objects.get(pk=case.pk)
        with CaptureQueriesContext(connection) as queries:
            settle_reports(case=case, outcome=ReportOutcome.TAKEN_DOWN, by=cast.moderator, at=NOW)
        assert not Report.objects.filter(case=case, outcome="").exists()
        return len([query for query in queries if query["sql"].startswith("SELECT")])

    assert (reads(1), reads(3)) == (1, 1)


def test_whoever_reported_it_is_told_however_it_came_to_be_taken_down(cast: Cast) -> None:
    case = cast.published()
    reported(case)
    withdraw_publication(case=case, reason=PublicationRefusal.ADVERT, erase_words=False, by=cast.moderator, at=NOW)
    [message] = sent("report-decided")
    assert (message.recipient, json.loads(message.context)["outcome"]) == (MAIL.value, "taken_down")


def test_a_report_that_a_colleague_decided_meanwhile_changes_nothing_any_more_and_says_so(cast: Cast) -> None:
    case, colleague = cast.published(), make_staff(cast.municipality, Role.MODERATOR)
    report = reported(case)
    keep_reported(report=Report.objects.get(), by=cast.moderator, at=NOW)
    shown, reason = Shown(case.concern.subject, "[left out]"), PublicationRefusal.ADVERT
    for by in (cast.moderator, colleague):
        how = {"report": report, "by": by, "at": NOW}
        assert refused(mask_reported, shown=shown, **how) == Impossible.DECIDED_MEANWHILE
        assert refused(take_down_reported, reason=reason, erase_words=True, **how) == Impossible.DECIDED_MEANWHILE
    assert refused(keep_reported, **how) == Impossible.DECIDED_MEANWHILE
    kept = keep_reported(report=report, by=cast.moderator, at=NOW)
    case.refresh_from_db()
    case.concern.refresh_from_db()
    assert (kept.outcome, case.publication) == (ReportOutcome.KEPT, Publication.PUBLISHED)
    assert case.concern.public_text == case.concern.text


def test_the_desk_can_ask_and_nothing_more(cast: Cast) -> None:
    case = cast.published()
    facts = {"case": case, "reason": ReportReason.PERSONAL_DATA, "words": "A name.", "at": NOW}
    assert refused(ask_moderator, by=cast.other_councillor, **facts) == Impossible.NOT_YOUR_WARD
    report = ask_moderator(by=cast.councillor, **facts)
    assert report == ask_moderator(by=cast.councillor, **facts)
    assert case.events.get(kind="moderation_asked").actor == Actor.COUNCILLOR
    assert (
        refused(
            withdraw_publication,
            case=case,
            reason=PublicationRefusal.ADVERT,
            erase_words=False,
            by=cast.councillor,
            at=NOW,
        )
        == Impossible.NOT_MODERATOR
    )
    keep_reported(report=report, by=cast.moderator, at=NOW)
    assert [message.recipient for message in sent("report-decided")] == [cast.councillor.email]


@pytest.mark.parametrize("who", ["councillor", "assistant"])
def test_a_moderator_decides_nothing_on_what_they_answer_or_help_to(cast: Cast, who: str) -> None:
    user = make_assistant(cast.councillor) if who == "assistant" else cast.councillor
    appoint_staff(user=user, municipality=cast.municipality, roles=[Role.MODERATOR])
    how = {"by": user, "at": NOW}
    case, held = cast.published(), cast.confirmed(email="held@example.org")
    reason = PublicationRefusal.ADVERT
    assert refused(withdraw_publication, case=case, reason=reason, erase_words=False, **how) == Impossible.OWN_WARD
    assert refused(publish_concern, case=held, **how) == Impossible.OWN_WARD
    assert refused(keep_reported, report=reported(case), **how) == Impossible.OWN_WARD
    appeal = appeal_decision(case=refuse(cast, held), words="No.", at=NOW)
    assert refused(uphold_decision, appeal=appeal, **how) == Impossible.OWN_WARD
    elsewhere = cast.confirmed(ward=cast.other_ward, email="elsewhere@example.org")
    assert publish_concern(case=elsewhere, **how).publication == Publication.PUBLISHED


def refuse(cast: Cast, case: Case) -> Case:
    return refuse_publication(case=case, reason=PublicationRefusal.ACCUSES, by=cast.moderator, at=NOW)


def waiting_for(user: User) -> list[Appeal]:
    return list(appeals_for(viewer_of(user, on=NOW, at_work=True)))


def test_somebody_else_decides_on_an_appeal(cast: Cast) -> None:
    case = refuse(cast, cast.confirmed())
    appeal = appeal_decision(case=case, words="Nobody is named.", at=NOW)
    assert appeal == appeal_decision(case=case, words="Nobody!", at=NOW)
    assert [waiting_for(user) for user in (cast.moderator, cast.speaker, cast.stranger_moderator)] == [[], [appeal], []]
    assert [message.recipient for message in sent("appeal-new")] == [cast.speaker.email]
    assert refused(overturn_decision, appeal=appeal, by=cast.moderator, at=NOW) == Impossible.OWN_DECISION
    assert refused(overturn_decision, appeal=appeal, by=cast.councillor, at=NOW) == Impossible.NOT_DECIDER
    for _ in range(2):
        overturn_decision(appeal=appeal, by=cast.speaker, at=LATER)
    case.refresh_from_db()
    assert (case.publication, case.published_at) == (Publication.PUBLISHED, LATER)
    assert len(sent("appeal-decided")) == 1


def test_the_database_too_lets_nobody_decide_on_their_own_decision(cast: Cast) -> None:
    appeal = appeal_decision(case=refuse(cast, cast.confirmed()), words="No.", at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(
            outcome=AppealOutcome.UPHELD, decided_by=cast.moderator, decided_at=NOW
        )


def test_one_appeals_once(cast: Cast) -> None:
    case = refuse(cast, cast.confirmed())
    uphold_decision(appeal=appeal_decision(case=case, words="No.", at=NOW), by=cast.speaker, at=NOW)
    assert refused(appeal_decision, case=case, words="No!", at=NOW) == Impossible.NOTHING_TO_APPEAL
    assert refused(appeal_decision, case=cast.confirmed(), words="No!", at=NOW) == Impossible.NOTHING_TO_APPEAL
    case.refresh_from_db()
    assert case.publication == Publication.REFUSED


def test_what_was_taken_down_comes_back_unless_its_words_are_gone(cast: Cast) -> None:
    how = {"reason": PublicationRefusal.ADVERT, "by": cast.moderator, "at": NOW}
    back = withdraw_publication(case=cast.published(), erase_words=False, **how)
    gone = withdraw_publication(case=cast.published(email="gone@example.org"), erase_words=True, **how)
    overturn_decision(appeal=appeal_decision(case=back, words="No.", at=NOW), by=cast.speaker, at=LATER)
    back.refresh_from_db()
    assert back.publication == Publication.PUBLISHED
    appeal = appeal_decision(case=gone, words="No.", at=NOW)
    assert refused(overturn_decision, appeal=appeal, by=cast.speaker, at=NOW) == Impossible.WORDS_GONE
    assert not gone.events.filter(kind__in=["raised", "published"], payload__isnull=False).exists()


def test_a_reporter_appeals_once_against_what_was_left(cast: Cast) -> None:
    case = cast.published()
    report = reported(case)
    assert refused(appeal_report, report=report, words="No.", at=NOW) == Impossible.NOTHING_TO_APPEAL
    report = keep_reported(report=report, by=cast.moderator, at=NOW)
    appeal = appeal_report(report=report, words="It names him.", at=NOW)
    assert appeal == appeal_report(report=report, words="It does.", at=NOW)
    second = make_staff(cast.municipality, Role.MODERATOR)
    assert refused(overturn_decision, appeal=appeal, by=second, at=NOW) == Impossible.WRONG_STATUS
    overturn_decision(appeal=appeal, reason=PublicationRefusal.ACCUSES, by=second, at=LATER)
    case.refresh_from_db()
    assert case.publication == Publication.WITHDRAWN
    assert [message.recipient for message in sent("appeal-decided")] == [MAIL.value]


def test_the_check_is_promised_within_a_working_day_and_met_by_the_decision(cast: Cast) -> None:
    case = cast.confirmed()
    clock = case.clocks.get(kind="moderation")
    assert (clock.due_at - NOW) == timedelta(days=1, hours=7, minutes=30)
    assert not cast.confirmed(is_public=False, email="private@example.org").clocks.filter(kind="moderation").exists()
    refuse(cast, case)
    clock.refresh_from_db()
    assert clock.met_at == NOW


def test_moderators_are_reminded_once_of_what_should_have_been_checked(cast: Cast) -> None:
    cast.confirmed()
    cast.published(email="other@example.org")
    late = NOW + timedelta(days=2)
    assert [remind_moderators(at=at) for at in (NOW, late, late + timedelta(hours=1))] == [0, 1, 0]
    assert [message.recipient for message in sent("moderator-overdue")] == [cast.moderator.email]
    Notification.objects.all().delete()
    assert remind_moderators(at=late + timedelta(days=180)) == 0, "the message is forgotten, not that it went"


def test_a_municipality_may_show_at_once_and_check_afterwards(cast: Cast) -> None:
    AnsweringPolicy.objects.create(municipality=cast.municipality, holds_before_publishing=False)
    case = cast.confirmed(text="Call 082 123 4567.")
    assert (case.publication, case.concern.public_text) == (Publication.PUBLISHED, "Call [phone number].")
    moderator = viewer_of(cast.moderator, on=NOW, at_work=True)
    assert list(held_for(moderator)) == [case]
    for _ in range(2):
        mark_checked(case=case, by=cast.moderator, at=NOW)
    assert not held_for(moderator).exists()
    assert case.events.filter(kind="checked").count() == 1
