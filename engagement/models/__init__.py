"""People, cases and the promises made to them."""

from engagement.models.access_request import AccessRequest
from engagement.models.account_phone import AccountPhone
from engagement.models.answer_draft import AnswerDraft, ProposedAnswer
from engagement.models.answer_template import AnswerTemplate
from engagement.models.answering_policy import AnsweringPolicy, ProclaimedDay
from engagement.models.appeal import Appeal
from engagement.models.case import Case
from engagement.models.clock import Clock
from engagement.models.concern import Concern
from engagement.models.concern_draft import ConcernDraft
from engagement.models.contact_change import ContactChange
from engagement.models.contact_check import ContactCheck
from engagement.models.councillor_account import AssistantInvitation, CouncillorAccount, CouncillorAssistant
from engagement.models.department import Department
from engagement.models.feedback import Feedback
from engagement.models.follow import Follow
from engagement.models.handover_question import HandoverQuestion
from engagement.models.notice_follow import NoticeFollow
from engagement.models.notification import Notification
from engagement.models.photo import Photo
from engagement.models.privacy_notice import PrivacyNotice
from engagement.models.referral import Referral
from engagement.models.report import Report
from engagement.models.resident import Resident
from engagement.models.retention import RetentionRule, RetentionRun
from engagement.models.staff_member import StaffMember
from engagement.models.submission_key import SubmissionKey
from engagement.models.support import Support
from engagement.models.timeline_event import TimelineEvent
from engagement.models.user import User

__all__ = [
    "AccessRequest",
    "AccountPhone",
    "AnswerDraft",
    "AnswerTemplate",
    "AnsweringPolicy",
    "Appeal",
    "AssistantInvitation",
    "Case",
    "Clock",
    "Concern",
    "ConcernDraft",
    "ContactChange",
    "ContactCheck",
    "CouncillorAccount",
    "CouncillorAssistant",
    "Department",
    "Feedback",
    "Follow",
    "HandoverQuestion",
    "NoticeFollow",
    "Notification",
    "Photo",
    "PrivacyNotice",
    "ProclaimedDay",
    "ProposedAnswer",
    "Referral",
    "Report",
    "Resident",
    "RetentionRule",
    "RetentionRun",
    "StaffMember",
    "SubmissionKey",
    "Support",
    "TimelineEvent",
    "User",
]
