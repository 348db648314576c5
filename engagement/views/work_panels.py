"""What the engagement floor puts on the workspace's home: concerns to check, residents who wait, messages set aside."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from engagement.channels.email import title_of
from engagement.enums import Role
from engagement.models import Case, Notification
from engagement.queries.appeals import appeals_for
from engagement.queries.clocks import answer_promise, next_promise
from engagement.queries.concerns import held_for, overdue_for, waiting_on_desk
from engagement.queries.days_off import days_off_read_once
from engagement.queries.notifications import set_aside_for
from engagement.queries.referrals import open_referrals
from engagement.queries.reports import reports_for
from engagement.rules.visibility import Viewer
from engagement.staff_policy import SEE_MESSAGES
from engagement.views.looking import viewer_for
from engagement.views.moderation import time_left
from engagement.wording import status_tag
from wards.models import Municipality
from wards.permissions import municipalities_for
from wards.queries.seats import with_administration
from wards.views.workspace.work_panels import ROWS_SHOWN, WorkPanel, WorkRow


def work_panels(request: HttpRequest) -> Iterator[WorkPanel]:
    """The panels that concern a person."""
    at = timezone.now()
    viewer = viewer_for(request, at=at)
    if viewer.municipalities(Role.MODERATOR):
        yield _moderation_panel(viewer, at=at)
        yield _reports_panel(viewer, at=at)
    if viewer.municipalities(Role.MODERATOR) or viewer.municipalities(Role.SPEAKERS_OFFICE):
        yield _appeals_panel(viewer, at=at)
    if viewer.municipalities(Role.SPEAKERS_OFFICE):
        yield _desk_panel(viewer, at=at)
        yield _overdue_panel(viewer, at=at)
    if viewer.departments:
        yield _referrals_panel(viewer, at=at)
    if municipalities_for(request.user, SEE_MESSAGES).exists():
        yield _messages_panel(request, at=at)


def message_title(notification: Notification) -> str:
    """What a message is called: its subject, or its template where there is none."""
    reference = notification.case.reference if notification.case else _("No case")
    subject = title_of(notification) or "%(reference)s: " + notification.template
    return str(subject) % {"reference": reference, "waiting": "…"}


def _moderation_panel(viewer: Viewer, *, at: datetime) -> WorkPanel:
    held = held_for(viewer)
    shown = list(held[:ROWS_SHOWN])
    rows = [
        WorkRow(
            case.concern.title,
            reverse("engagement_moderation:decide", args=[case.reference]),
            _waits(case, left, at=at),
        )
        for case, left in zip(shown, time_left(shown, at=at), strict=True)
    ]
    return WorkPanel(
        "concerns-to-check",
        _("Concerns waiting to be checked"),
        rows=rows,
        total=held.count(),
        every=reverse("engagement_moderation:index"),
        nothing=_("Nothing waits to be checked."),
        order=100,
    )


def _waits(case: Case, left: str, *, at: datetime) -> str:
    """Where and since when something waits, and how long the moderator has."""
    waits = _("%(ward)s, %(municipality)s. Waits for %(time)s.") % {
        "ward": case.ward.title,
        "municipality": case.municipality.name,
        "time": timesince(case.confirmed_at, at, depth=1),
    }
    return f"{waits} {left}." if left else waits


def _reports_panel(viewer: Viewer, *, at: datetime) -> WorkPanel:
    reports = reports_for(viewer)
    rows = [
        WorkRow(
            report.case.concern.title,
            reverse("engagement_moderation:decide_report", args=[report.pk]),
            _("%(reason)s. Reported %(time)s ago.")
            % {"reason": report.get_reason_display(), "time": timesince(report.reported_at, at, depth=1)},
        )
        for report in reports[:ROWS_SHOWN]
    ]
    return WorkPanel(
        "reports",
        _("Reported to moderators"),
        rows=rows,
        total=reports.count(),
        every=reverse("engagement_moderation:index"),
        nothing=_("Nothing is reported."),
        order=102,
    )


def _appeals_panel(viewer: Viewer, *, at: datetime) -> WorkPanel:
    """Appeals against what others decided."""
    appeals = appeals_for(viewer)
    rows = [
        WorkRow(
            appeal.case.concern.title,
            reverse("engagement_moderation:decide_appeal", args=[appeal.pk]),
            _("Made %(time)s ago.") % {"time": timesince(appeal.made_at, at, depth=1)},
        )
        for appeal in appeals[:ROWS_SHOWN]
    ]
    return WorkPanel(
        "appeals",
        _("Appeals"),
        rows=rows,
        total=appeals.count(),
        every=reverse("engagement_moderation:index"),
        nothing=_("No appeal waits for you."),
        order=104,
    )


def _desk_panel(viewer: Viewer, *, at: datetime) -> WorkPanel:
    """What the Speaker's office answers; what a person answers as a councillor stands on their desk alone."""
    days_off = days_off_read_once()
    waiting = waiting_on_desk(viewer).filter(Q(ward__in=viewer.office_wards) | Q(pk__in=viewer.office_cases))
    rows = [
        WorkRow(
            case.concern.title,
            reverse("engagement:councillor_case", args=[case.reference]),
            f"{case.ward.title}, {case.municipality.name}."
            f" {status_tag(case, answer_promise(case, at=at, days_off=days_off)).words}.",
        )
        for case in waiting[:ROWS_SHOWN]
    ]
    offices = Municipality.objects.filter(pk__in=viewer.municipalities(Role.SPEAKERS_OFFICE))
    is_administration = all(place.is_dissolved for place in with_administration(offices, at))
    return WorkPanel(
        "vacant-wards",
        _("Residents who wait for the administrator's office")
        if is_administration
        else _("Residents who wait for the Speaker's office"),
        rows=rows,
        total=waiting.count(),
        every=reverse("engagement:desk"),
        nothing=_("Nobody waits for the administrator's office.")
        if is_administration
        else _("Nobody waits for the Speaker's office."),
        order=110,
    )


def _overdue_panel(viewer: Viewer, *, at: datetime) -> WorkPanel:
    """What is late, whoever answers it; a matter between the office and the councillors."""
    days_off = days_off_read_once()
    overdue = overdue_for(viewer, at=at)
    rows = [
        WorkRow(
            case.reference,
            reverse("engagement_overdue:index"),
            f"{case.ward.title}, {case.municipality.name}."
            f" {status_tag(case, next_promise(case, at=at, days_off=days_off)).words}.",
        )
        for case in overdue[:ROWS_SHOWN]
    ]
    return WorkPanel(
        "answers-overdue",
        _("Answers overdue"),
        rows=rows,
        total=overdue.count(),
        every=reverse("engagement_overdue:index"),
        nothing=_("No answer is overdue."),
        order=112,
    )


def _referrals_panel(viewer: Viewer, *, at: datetime) -> WorkPanel:
    referred = open_referrals(viewer)
    rows = [
        WorkRow(
            case.referral.from_case.concern.title,
            reverse("engagement_referrals:referral", args=[case.reference]),
            _("%(state)s. Passed on %(time)s ago.")
            % {"state": status_tag(case, None).words, "time": timesince(case.opened_at, at, depth=1)},
        )
        for case in referred[:ROWS_SHOWN]
    ]
    return WorkPanel(
        "passed-on-to-my-department",
        _("Passed on to us"),
        rows=rows,
        total=referred.count(),
        every=reverse("engagement_referrals:index"),
        nothing=_("Nothing was passed on to your department."),
        order=105,
    )


def _messages_panel(request: HttpRequest, *, at: datetime) -> WorkPanel:
    messages = set_aside_for(request.user)
    rows = [
        WorkRow(
            message_title(message),
            reverse("engagement_outbox:index"),
            _("%(reason)s, written %(time)s ago.")
            % {"reason": message.last_error, "time": timesince(message.created_at, at, depth=1)},
        )
        for message in messages[:ROWS_SHOWN]
    ]
    return WorkPanel(
        "messages-set-aside",
        _("Messages that could not be sent"),
        rows=rows,
        total=messages.count(),
        every=reverse("engagement_outbox:index"),
        nothing=_("Every message went out, or is on its way."),
        order=140,
    )
