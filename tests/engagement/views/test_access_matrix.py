"""Every page of the floor for every viewer: what each gets, in one table."""

from collections.abc import Callable
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.models import Page, Site

from engagement import urls
from engagement.enums import ConcernStep, Outcome, PublicationRefusal, ReportReason, Role
from engagement.models import (
    Appeal,
    AssistantInvitation,
    Case,
    CouncillorAssistant,
    Department,
    Follow,
    HandoverQuestion,
    NoticeFollow,
    Photo,
    ProposedAnswer,
    Report,
    User,
)
from engagement.rules.contacts import by_email
from engagement.services.answers import answer_concern
from engagement.services.appeals import appeal_decision
from engagement.services.feedback import say_helped
from engagement.services.follows import follow_case
from engagement.services.handovers import decide_handover, hand_over_concerns
from engagement.services.links import (
    answer_token,
    confirm_token,
    end_notices_token,
    feedback_token,
    handover_token,
    invitation_token,
    report_token,
    short_confirm_token,
    unfollow_token,
)
from engagement.services.moderation import refuse_publication
from engagement.services.notice_follows import follow_notices
from engagement.services.photos import take_photo
from engagement.services.referrals import open_referral
from engagement.services.reports import report_concern
from engagement.views.looking import GRANT_LASTS
from engagement.wagtail_hooks import moderation_urls, outbox_urls, overdue_urls, referral_urls
from tests.engagement.cast import NOW, Cast, make_agent, make_assistant, make_department, make_staff, make_user
from tests.engagement.photo_files import draft_in, photo_file, plant_photo
from tests.engagement.sessions import browser_of, browser_with_grant
from tests.engagement.succession import vacate
from wards.enums import SeatKind
from wards.models import Councillor, CouncillorTerm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("photo_folder")]

OPEN, ELSEWHERE, REFUSED, NOT_FOUND, POST_ALONE = 200, 302, 403, 404, 405

STAFF = [
    "agent",
    "department",
    "department_elsewhere",
    "clerk",
    "auditor",
    "speaker",
    "moderator",
    "stranger_moderator",
]
VIEWERS = [
    "nobody",
    "resident",
    "resident_with_account",
    "another_resident",
    "councillor",
    "other_councillor",
    "assistant",
    "assistant_of_other",
    *STAFF,
]
EVERYBODY = dict.fromkeys(VIEWERS, OPEN)


def only(*viewers: str, otherwise: int, **exceptions: int) -> dict[str, int]:
    """The row of a page that these viewers may open."""
    return dict.fromkeys(VIEWERS, otherwise) | dict.fromkeys(viewers, OPEN) | exceptions


THREAD = ["reply", "feedback", "reopen", "share", "decide"]
"""What a resident does in the story of their own case."""
SIGN_IN_FIRST = {"nobody": ELSEWHERE, "resident": ELSEWHERE}
INSIDE = dict.fromkeys(["resident_with_account", "another_resident", "assistant", "assistant_of_other"], REFUSED)
AT_A_DESK = ("councillor", "other_councillor", "assistant", "assistant_of_other", "speaker", "stranger_moderator")
NOT_AT_THIS_DESK = dict.fromkeys(["other_councillor", "assistant_of_other", "speaker", "stranger_moderator"], NOT_FOUND)

# A page (by its name, for a case that is private, held or published, or private in a vacant ward), and what each gets.
# "waits" is a private case whose ward passed from `councillor` to `other_councillor`, and whose resident was asked;
# "agreed" the same after their yes.
MATRIX: dict[tuple[str, str], dict[str, int]] = {
    ("engagement:raise", ""): EVERYBODY,
    # Without a draft of their own, everybody begins at the first question, and finds nobody else's photo.
    ("engagement:raise_step", ""): dict.fromkeys(VIEWERS, ELSEWHERE),
    ("engagement:raise_forget", ""): dict.fromkeys(VIEWERS, POST_ALONE),
    ("engagement:draft_photo", ""): dict.fromkeys(VIEWERS, NOT_FOUND),
    ("engagement:sent", ""): EVERYBODY,
    ("engagement:track", ""): EVERYBODY,
    ("engagement:counted", ""): EVERYBODY,
    ("engagement:answers", ""): EVERYBODY,
    ("engagement:answers_of", ""): EVERYBODY,
    ("engagement_data:concerns_of", "private"): EVERYBODY,
    ("engagement_data:concerns_of", "held"): EVERYBODY,
    # Without a site the tests' host is no municipality's.
    ("engagement_data:concerns_here", ""): dict.fromkeys(VIEWERS, NOT_FOUND),
    ("engagement:ward_concerns", "private"): EVERYBODY,
    ("engagement:ward_concerns", "held"): EVERYBODY,
    ("engagement:ward_concerns", "published"): EVERYBODY,
    ("engagement:done", ""): dict.fromkeys(VIEWERS, POST_ALONE),
    ("engagement:confirm", "private"): EVERYBODY,
    ("engagement:confirm_short", "private"): EVERYBODY,
    ("engagement:give_up_phone", ""): dict.fromkeys(VIEWERS, POST_ALONE),
    ("engagement_data:receipts", ""): dict.fromkeys(VIEWERS, POST_ALONE),
    ("engagement:access", "private"): EVERYBODY,
    ("engagement:code", "private"): dict.fromkeys(VIEWERS, ELSEWHERE),
    **{(f"engagement:{step}", "private"): dict.fromkeys(VIEWERS, POST_ALONE) for step in THREAD},
    ("engagement:helped", "private"): EVERYBODY,
    ("engagement:handover", "waits"): EVERYBODY,
    # Whoever opened a case by a code sees what is theirs without an account.
    ("engagement:my", ""): EVERYBODY | {"nobody": ELSEWHERE},
    ("engagement:your_data", ""): EVERYBODY,
    ("engagement:my_deleted", ""): EVERYBODY,
    ("engagement:my_account_data", ""): EVERYBODY | SIGN_IN_FIRST,
    ("engagement:my_delete_account", ""): EVERYBODY | SIGN_IN_FIRST,
    **{
        (f"engagement:{page}", "private"): only(
            "resident", "resident_with_account", otherwise=NOT_FOUND, nobody=ELSEWHERE
        )
        for page in ("my_messages", "my_details", "my_contact", "my_data", "my_delete")
    },
    ("engagement:my_contact_code", "private"): only(otherwise=NOT_FOUND)
    | {"nobody": ELSEWHERE, "resident": ELSEWHERE, "resident_with_account": ELSEWHERE},
    ("engagement:my_keep", "private"): dict.fromkeys(VIEWERS, POST_ALONE),
    ("engagement:story", "private"): only(
        "resident", "resident_with_account", "councillor", "assistant", otherwise=ELSEWHERE
    ),
    ("engagement:story", "held"): only(
        "resident", "resident_with_account", "councillor", "assistant", "speaker", "moderator", otherwise=ELSEWHERE
    ),
    ("engagement:story", "published"): EVERYBODY,
    # What anybody may do with what everyone can read, and with nothing else.
    **{
        (f"engagement:{page}", publication): dict.fromkeys(VIEWERS, status)
        for page in ("affects_me", "affects_me_no_more", "follow", "report")
        for publication, status in (("published", OPEN), ("held", NOT_FOUND))
    },
    **{
        (f"engagement:{page}_code", "published"): dict.fromkeys(VIEWERS, ELSEWHERE)
        for page in ("affects_me", "affects_me_no_more", "follow")
    },
    ("engagement:unfollow", "followed"): EVERYBODY,
    # Without a site of the municipality nobody writes notices of the ward.
    ("engagement:follow_notices", ""): dict.fromkeys(VIEWERS, NOT_FOUND),
    ("engagement:follow_notices", "noticed"): EVERYBODY,
    ("engagement:follow_notices_code", "noticed"): dict.fromkeys(VIEWERS, ELSEWHERE),
    ("engagement:end_notices", "noticed"): EVERYBODY,
    ("engagement:appeal_of_reporter", "reported"): EVERYBODY,
    ("engagement:appeal", "appealed"): only("resident", "resident_with_account", otherwise=ELSEWHERE),
    ("engagement:ask_moderator", "published"): only(
        "councillor",
        otherwise=NOT_FOUND,
        **SIGN_IN_FIRST,
    ),
    ("engagement:ask_moderator", "held"): only(otherwise=NOT_FOUND, **SIGN_IN_FIRST),
    ("engagement:story", "waits"): only("resident", "resident_with_account", "speaker", otherwise=ELSEWHERE),
    ("engagement:story", "agreed"): only(
        "resident", "resident_with_account", "other_councillor", "assistant_of_other", otherwise=ELSEWHERE
    ),
    # A photo that no moderator has shown, and one that everyone may see.
    ("engagement:photo", "private"): only(
        "resident", "resident_with_account", "councillor", "assistant", otherwise=NOT_FOUND
    ),
    ("engagement:photo", "held"): only(
        "resident", "resident_with_account", "councillor", "assistant", "speaker", "moderator", otherwise=NOT_FOUND
    ),
    ("engagement:photo", "published"): only(
        "resident", "resident_with_account", "councillor", "assistant", "speaker", "moderator", otherwise=NOT_FOUND
    ),
    ("engagement:photo", "shown"): EVERYBODY,
    ("engagement:photo", "shown, but private"): only(
        "resident", "resident_with_account", "councillor", "assistant", otherwise=NOT_FOUND
    ),
    ("engagement:desk", ""): only(*AT_A_DESK, otherwise=REFUSED, **SIGN_IN_FIRST),
    ("engagement:office", ""): only(*AT_A_DESK, otherwise=REFUSED, **SIGN_IN_FIRST),
    ("engagement:own_template", ""): only(*AT_A_DESK, otherwise=REFUSED, **SIGN_IN_FIRST),
    ("engagement:drop_template", ""): dict.fromkeys(VIEWERS, POST_ALONE) | SIGN_IN_FIRST,
    ("engagement:digest", ""): dict.fromkeys(VIEWERS, POST_ALONE) | SIGN_IN_FIRST,
    ("engagement:assistant", ""): only(
        "councillor", otherwise=REFUSED, assistant=NOT_FOUND, **NOT_AT_THIS_DESK, **SIGN_IN_FIRST
    ),
    ("engagement:take_invitation_back", ""): dict.fromkeys(VIEWERS, POST_ALONE) | SIGN_IN_FIRST,
    # Whoever proved the address to which it was sent; nobody here did.
    ("engagement:invitation", ""): only(otherwise=NOT_FOUND, **SIGN_IN_FIRST),
    # A link in a message is for the account to which it was sent, and leads on.
    ("engagement:answer_link", "private"): only(otherwise=NOT_FOUND, councillor=ELSEWHERE, **SIGN_IN_FIRST),
    ("engagement:ask", "private"): only(
        "councillor", otherwise=REFUSED, assistant=NOT_FOUND, **NOT_AT_THIS_DESK, **SIGN_IN_FIRST
    ),
    ("engagement:note", "private"): only(
        "councillor", "assistant", otherwise=REFUSED, **NOT_AT_THIS_DESK, **SIGN_IN_FIRST
    ),
    ("engagement:draft_back", "private"): only(
        "councillor", otherwise=REFUSED, assistant=NOT_FOUND, **NOT_AT_THIS_DESK, **SIGN_IN_FIRST
    ),
    ("engagement_referrals:index", ""): only(
        "department",
        "department_elsewhere",
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
    ),
    ("engagement_referrals:referral", "private"): only(
        "department",
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
        department_elsewhere=NOT_FOUND,
    ),
    ("engagement_overdue:index", ""): only(
        "speaker",
        "stranger_moderator",
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
    ),
    **{
        (f"engagement:{page}", "private"): only(*AT_A_DESK, otherwise=REFUSED, **SIGN_IN_FIRST)
        for page in ("desk_ward", "desk_map", "desk_map_data")
    },
    # Who has no ward today has no sheet to print.
    ("engagement:desk_print", "private"): only(
        "councillor",
        "other_councillor",
        "assistant",
        "assistant_of_other",
        otherwise=REFUSED,
        speaker=ELSEWHERE,
        stranger_moderator=ELSEWHERE,
        **SIGN_IN_FIRST,
    ),
    ("engagement:councillor_case", "private"): only(
        "councillor",
        "assistant",
        otherwise=REFUSED,
        **NOT_AT_THIS_DESK,
        **SIGN_IN_FIRST,
    ),
    # While nobody holds the ward, the Speaker's office of its municipality answers, and no other's.
    ("engagement:councillor_case", "vacant"): only(
        "speaker",
        otherwise=REFUSED,
        councillor=NOT_FOUND,
        assistant=NOT_FOUND,
        other_councillor=NOT_FOUND,
        assistant_of_other=NOT_FOUND,
        stranger_moderator=NOT_FOUND,
        **SIGN_IN_FIRST,
    ),
    ("engagement:councillor_case", "waits"): only(
        "speaker",
        otherwise=REFUSED,
        assistant=NOT_FOUND,
        assistant_of_other=NOT_FOUND,
        councillor=NOT_FOUND,
        other_councillor=NOT_FOUND,
        stranger_moderator=NOT_FOUND,
        **SIGN_IN_FIRST,
    ),
    ("engagement:councillor_case", "agreed"): only(
        "other_councillor",
        "assistant_of_other",
        otherwise=REFUSED,
        assistant=NOT_FOUND,
        councillor=NOT_FOUND,
        speaker=NOT_FOUND,
        stranger_moderator=NOT_FOUND,
        **SIGN_IN_FIRST,
    ),
    # The Speaker's office decides appeals, and sees nothing else there.
    ("engagement_moderation:index", ""): only(
        "moderator",
        "speaker",
        "stranger_moderator",
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
    ),
    ("engagement_moderation:decide", "held"): only(
        "moderator",
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
        stranger_moderator=NOT_FOUND,
    ),
    ("engagement_moderation:published", ""): only(
        "moderator",
        "stranger_moderator",
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
    ),
    ("engagement_moderation:refused", ""): only(
        "moderator",
        "stranger_moderator",
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
    ),
    **{
        (f"engagement_moderation:{page}", publication): only(
            "moderator",
            otherwise=ELSEWHERE,
            **SIGN_IN_FIRST,
            **INSIDE,
            councillor=REFUSED,
            other_councillor=REFUSED,
            stranger_moderator=NOT_FOUND,
        )
        for page, publication in (("withdraw", "published"), ("words", "published"), ("decide_report", "reported"))
    },
    ("engagement_moderation:decide_appeal", "appealed"): only(
        "moderator",
        "speaker",
        otherwise=NOT_FOUND,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
    ),
    # Roles alone open no messages: that is a permission, and test_work_panels.py says what it opens.
    ("engagement_outbox:index", ""): only(
        otherwise=ELSEWHERE, **SIGN_IN_FIRST, **INSIDE, councillor=REFUSED, other_councillor=REFUSED
    ),
    ("engagement_outbox:retry", ""): only(
        otherwise=POST_ALONE, **SIGN_IN_FIRST, **INSIDE, councillor=REFUSED, other_councillor=REFUSED
    ),
    ("engagement_moderation:decide", "private"): only(
        otherwise=ELSEWHERE,
        **SIGN_IN_FIRST,
        **INSIDE,
        councillor=REFUSED,
        other_councillor=REFUSED,
        stranger_moderator=NOT_FOUND,
        moderator=NOT_FOUND,
    ),
}


FOR_EVERYBODY = {"engagement:ward_concerns", "engagement_data:concerns_of", "engagement:desk_print"}
"""What shows nothing but what everyone may read, whoever opens it."""
SPACES = (urls.data_patterns, moderation_urls, outbox_urls, referral_urls, overdue_urls)


def test_every_page_of_the_floor_is_in_the_matrix() -> None:
    ours = {f"{urls.app_name}:{pattern.name}" for pattern in urls.urlpatterns}
    ours |= {f"{space}:{pattern.name}" for patterns, space in SPACES for pattern in patterns}
    assert ours == {name for name, _publication in MATRIX}
    assert get_resolver().namespace_dict.keys() >= {"engagement"}


@pytest.fixture
def case_of(cast: Cast) -> Callable[[str, User], Case]:
    def make(publication: str, account: User) -> Case:
        if publication in ("published", "shown"):
            return cast.published(by=account)
        if publication in ("followed", "reported"):
            case, reader = cast.published(by=account), by_email("reader@example.org")
            facts = {"case": case, "contact": reader, "language": "en", "at": NOW}
            follow_case(**facts)
            report_concern(reason=ReportReason.ADVERT, words="", network="", **facts)
            return case
        if publication == "noticed":
            cast.municipality.site = Site.objects.create(hostname="kha.example", root_page=Page.objects.get(depth=1))
            cast.municipality.save()
            follow_notices(ward=cast.ward, contact=by_email("reader@example.org"), language="en", at=NOW)
        if publication == "appealed":
            case = cast.confirmed(by=account)
            refuse_publication(case=case, reason=PublicationRefusal.ADVERT, by=cast.moderator, at=NOW)
            appeal_decision(case=case, words="No.", at=NOW)
            return case
        if publication == "vacant":
            cast.ward.terms.all().delete()
        case = cast.confirmed(by=account, is_public=publication == "held")
        if publication in ("waits", "agreed"):
            pass_ward_on(cast)
            hand_over_concerns(at=NOW)
        if publication == "agreed":
            decide_handover(case=case, agrees=True, by=account, at=NOW)
        return case

    return make


def pass_ward_on(cast: Cast) -> None:
    """Whoever holds the other ward takes this one, too."""
    vacate(cast.ward)
    successor = Councillor.objects.get(account__user=cast.other_councillor)
    CouncillorTerm.objects.create(councillor=successor, seat=SeatKind.WARD, ward=cast.ward, served=(NOW.date(), None))


def browser_for(viewer: str, cast: Cast, case: Case, account: User) -> Client:
    if viewer == "resident":
        return browser_with_grant(case, NOW + GRANT_LASTS)
    people: dict[str, Callable[[], User | None]] = {
        "nobody": lambda: None,
        "resident_with_account": lambda: account,
        "another_resident": lambda: make_user("another"),
        "assistant": lambda: make_assistant(cast.councillor),
        "assistant_of_other": lambda: make_assistant(cast.other_councillor),
        "department": lambda: make_agent(department_of(cast)),
        "department_elsewhere": lambda: make_agent(make_department(cast.elsewhere)),
        **{role: lambda role=role: make_staff(cast.municipality, Role(role)) for role in ("agent", "clerk", "auditor")},
    }
    return browser_of(people[viewer]() if viewer in people else getattr(cast, viewer))


OF_ONE_PERSON = [
    f"engagement:my_{page}" for page in ("messages", "details", "contact", "contact_code", "data", "delete", "keep")
]


def department_of(cast: Cast) -> Department:
    return Department.objects.filter(municipality=cast.municipality).first() or make_department(cast.municipality)


def referral_of(cast: Cast, case: Case) -> Case:
    found = Case.objects.filter(referral__from_case=case).first()
    return found or open_referral(
        from_case=case, department=department_of(cast), ask="Look at it.", by=cast.councillor, at=NOW
    )


def draft_on(cast: Cast, case: Case) -> ProposedAnswer:
    said = {"text": "It is mended.", "outcome": "answered", "proposed_at": NOW}
    return ProposedAnswer.objects.get_or_create(case=case, author=cast.moderator, defaults=said)[0]


def assistant_in(cast: Cast) -> CouncillorAssistant:
    return CouncillorAssistant.objects.first() or make_assistant(cast.councillor).assists.get()


def invitation_in(cast: Cast) -> AssistantInvitation:
    councillor = cast.councillor.councillor_account.councillor
    return AssistantInvitation.objects.create(councillor=councillor, email="invited@example.org", invited_at=NOW)


def address(page: str, cast: Cast, case: Case) -> str:
    kinds_of_row = (Follow, Report, Appeal, HandoverQuestion)
    followed, report, appeal, asked = (kind.objects.filter(case=case).first() for kind in kinds_of_row)
    noticed = NoticeFollow.objects.first()
    made: dict[str, Callable[[], list]] = {
        "engagement:draft_back": lambda: [case.reference, draft_on(cast, case).pk],
        "engagement:invitation": lambda: [invitation_token(invitation_in(cast))],
        "engagement:assistant": lambda: [assistant_in(cast).pk],
        "engagement_referrals:referral": lambda: [referral_of(cast, case).reference],
    }
    if page in made:
        return reverse(page, args=made[page]())
    arguments = {
        "engagement:unfollow": [followed and unfollow_token(followed)],
        "engagement:follow_notices": [cast.ward.code],
        "engagement:follow_notices_code": [cast.ward.code],
        "engagement:end_notices": [noticed and end_notices_token(noticed)],
        "engagement:appeal_of_reporter": [report and report_token(report)],
        "engagement_moderation:decide_report": [report and report.pk],
        "engagement_moderation:decide_appeal": [appeal and appeal.pk],
        "engagement:raise": [cast.ward.code],
        "engagement:raise_step": [cast.ward.code, ConcernStep.CHECK],
        "engagement:raise_forget": [cast.ward.code],
        "engagement:draft_photo": [
            cast.ward.code,
            photo.token if (photo := Photo.objects.exclude(draft=None).first()) else uuid4(),
            "preview",
        ],
        "engagement:ward_concerns": [cast.ward.code],
        "engagement:sent": [cast.ward.code, case.reference],
        "engagement:confirm": [confirm_token(case)],
        "engagement:confirm_short": [short_confirm_token(case)],
        "engagement:give_up_phone": [],
        "engagement_data:receipts": ["not-the-secret"],
        "engagement:helped": [feedback_token(case, answer_sequence=1)],
        "engagement:handover": [asked and handover_token(asked)],
        "engagement:photo": [case.reference, photo.token if (photo := case.photos.first()) else uuid4(), "preview"],
        "engagement:track": [],
        "engagement:counted": [],
        "engagement:answers": [],
        "engagement:answers_of": [cast.municipality.key],
        "engagement_data:concerns_here": ["csv"],
        "engagement_data:concerns_of": [cast.municipality.key, "csv"],
        "engagement:desk_ward": [],
        "engagement:desk_print": [],
        "engagement:desk_map": [],
        "engagement:desk_map_data": [],
        "engagement:done": [],
        "engagement:my": [],
        "engagement:your_data": [],
        "engagement:my_deleted": [],
        "engagement:my_account_data": [],
        "engagement:my_delete_account": [],
        **{name: [case.resident_id] for name in OF_ONE_PERSON},
        "engagement:desk": [],
        "engagement:office": [],
        "engagement:digest": [],
        "engagement:take_invitation_back": [1],
        "engagement:own_template": [],
        "engagement:drop_template": [1],
        "engagement:answer_link": [answer_token(case, account=cast.councillor)],
        "engagement_referrals:index": [],
        "engagement_overdue:index": [],
        "engagement_moderation:index": [],
        "engagement_moderation:published": [],
        "engagement_moderation:refused": [],
        "engagement_outbox:index": [],
        "engagement_outbox:retry": [1],
    }
    return reverse(page, args=arguments.get(page, [case.reference]))


@pytest.mark.parametrize(("page", "publication"), MATRIX)
def test_each_viewer_gets_what_the_matrix_says(
    cast: Cast, case_of: Callable[[str, User], Case], page: str, publication: str
) -> None:
    account = make_user("resident")
    got, told = {}, []
    with time_machine.travel(NOW, tick=False):
        case = case_of(publication, account)
        if page == "engagement:draft_photo":
            take_photo(draft=draft_in(cast.ward), data=photo_file(), at=NOW)
        if page == "engagement:photo":
            plant_photo(case, is_shown="shown" in publication, by=cast.moderator)
        for viewer in VIEWERS:
            answer = browser_for(viewer, cast, case, account).get(address(page, cast, case))
            got[viewer] = answer.status_code
            is_listed = page in FOR_EVERYBODY and publication != "published"
            if (answer.status_code != OPEN or is_listed) and case.concern.text in answer.getvalue().decode():
                told.append(viewer)
    assert got == MATRIX[page, publication]
    assert not told, "whoever may not open a page reads nothing of the case"


CHANGES_A_CASE = {
    "engagement:my_delete": {"sure": "on", "with_public": "on"},
    "engagement:councillor_case": {
        "text": "It is mended.",
        "outcome": "answered",
        "key": "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f555",
    },
    "engagement:ask_moderator": {"reason": "advert"},
    "engagement:ask": {"text": "Which pole is it?", "key": "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f556"},
    "engagement:note": {"text": "Called the depot.", "key": "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f557"},
    "engagement:draft_back": {"remark": "Shorter, please."},
    "engagement_moderation:decide": {"decision": "publish"},
    "engagement_moderation:words": {"public_subject": "[left out]", "public_text": "[left out]"},
    "engagement_moderation:decide_report": {"outcome": "kept"},
}
"""What the pages that change a case are sent by those who may."""


def state_of(case: Case) -> tuple[str, str, int, int]:
    case.refresh_from_db()
    return case.status, case.publication, case.events.count(), case.notifications.count()


@pytest.mark.parametrize(("page", "publication"), [row for row in MATRIX if row[0] in CHANGES_A_CASE])
def test_who_may_not_open_a_page_changes_nothing_by_posting_to_it(
    cast: Cast, case_of: Callable[[str, User], Case], page: str, publication: str
) -> None:
    account = make_user("resident")
    changed = {}
    with time_machine.travel(NOW, tick=False):
        case = case_of(publication, account)
        for viewer in VIEWERS:
            before = state_of(case)
            with transaction.atomic():
                browser_for(viewer, cast, case, account).post(address(page, cast, case), CHANGES_A_CASE[page])
                changed[viewer] = state_of(case) != before
                transaction.set_rollback(True)
    may = {viewer: status == OPEN for viewer, status in MATRIX[page, publication].items()}
    assert changed == may


SAID = {
    "text": "More.",
    "helped": "no",
    "why": "",
    "name": "on",
    "contact": "on",
    "agrees": "no",
    "key": "5a1c8f5e-6f0e-4f3a-9f63-0f2f8ad0f555",
}


@pytest.mark.parametrize("step", THREAD)
def test_only_the_resident_of_a_case_acts_in_its_thread(
    cast: Cast, case_of: Callable[[str, User], Case], step: str
) -> None:
    account = make_user("resident")
    with time_machine.travel(NOW, tick=False):
        case = case_of("waits" if step == "decide" else "published", account)
        if step in ("feedback", "reopen"):
            said = {"text": "Done.", "outcome": Outcome.ANSWERED, "is_public": True, "key": "a"}
            answer_concern(case=case, by=cast.councillor, at=NOW, **said)
        answer_sequence = case.events.count()
        if step == "reopen":
            say_helped(case=case, answer_sequence=answer_sequence, helped="no", why="", by=None, at=NOW)
        before = state_of(case)
        where = reverse(f"engagement:{step}", args=[case.reference])
        for viewer in [*(viewer for viewer in VIEWERS if not viewer.startswith("resident")), "resident"]:
            browser_for(viewer, cast, case, account).post(where, SAID | {"answer": answer_sequence})
            assert (state_of(case) == before) == (viewer != "resident"), viewer
