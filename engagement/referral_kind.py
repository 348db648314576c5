"""What a councillor passes on to a department, as a kind of case."""

from django.utils.translation import gettext_lazy as _

from engagement.enums import CLOSED_REFERRAL_STATUSES, ClockKind, Publication, ReferralStatus
from engagement.kinds import CaseKind, Standard

REPORT_WORKING_DAYS = 10
"""As long as a resident waits for the first answer: a department that is silent for longer is asked."""
REPORT = Standard(ClockKind.REFERRAL, REPORT_WORKING_DAYS)

REFERRAL = CaseKind(
    key="referral",
    title=_("Passed on to a department"),
    hint=_("What a councillor passed on to those who can deal with it."),
    icon="people",
    start_url="",
    statuses=ReferralStatus,
    initial=ReferralStatus.OPEN,
    transitions={
        ReferralStatus.OPEN: frozenset({ReferralStatus.TAKEN, *CLOSED_REFERRAL_STATUSES}),
        ReferralStatus.TAKEN: CLOSED_REFERRAL_STATUSES,
        ReferralStatus.DONE: frozenset(),
        ReferralStatus.ENDED: frozenset(),
        ReferralStatus.CANNOT: frozenset(),
    },
    closed=CLOSED_REFERRAL_STATUSES,
    standards=(REPORT,),
    default_publication=Publication.PRIVATE,
    detail="referral",
    story_template="engagement/referral_story.html",
    story_context="engagement.views.referrals.story_context",
    kept_like="concern",
    erase_words="engagement.services.referrals.erase_referral",
    taken_back=ReferralStatus.ENDED,
    tones={
        ReferralStatus.TAKEN: "info",
        ReferralStatus.DONE: "ok",
        ReferralStatus.CANNOT: "",
        ReferralStatus.ENDED: "",
    },
)
