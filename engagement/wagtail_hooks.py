"""What the engagement floor adds to the workspace."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from laces.components import Component
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from engagement.enums import DEPARTMENT_ROLES, Role
from engagement.models import StaffMember
from engagement.services.sharing import READ
from engagement.staff_policy import SEE_MESSAGES
from engagement.views import moderation, outbox, overdue, referrals
from engagement.views.answering_group import AnsweringGroup, register_policies
from engagement.views.work_panels import work_panels
from wards.permissions import municipalities_for

moderation_urls = (
    [
        path("", moderation.index, name="index"),
        path("published/", moderation.published, name="published"),
        path("refused/", moderation.refused, name="refused"),
        path("reports/<int:pk>/", moderation.decide_report, name="decide_report"),
        path("appeals/<int:pk>/", moderation.decide_appeal, name="decide_appeal"),
        path("<str:reference>/", moderation.decide, name="decide"),
        path("<str:reference>/words/", moderation.words, name="words"),
        path("<str:reference>/withdraw/", moderation.withdraw, name="withdraw"),
    ],
    "engagement_moderation",
)
outbox_urls = (
    [
        path("", outbox.index, name="index"),
        path("<int:pk>/retry/", outbox.retry, name="retry"),
    ],
    "engagement_outbox",
)
referral_urls = (
    [
        path("", referrals.index, name="index"),
        path("<str:reference>/", referrals.referral, name="referral"),
    ],
    "engagement_referrals",
)
overdue_urls = ([path("", overdue.index, name="index")], "engagement_overdue")

register_policies()


@hooks.register("register_admin_viewset")
def register_answering() -> AnsweringGroup:
    """The menu "Answering" and every page under it."""
    return AnsweringGroup()


@hooks.register("register_admin_urls")
def workspace_addresses() -> list:
    """The moderator's pages, the outbox and more, under the workspace and its second factor."""
    return [
        path("moderation/", include(moderation_urls)),
        path("messages/", include(outbox_urls)),
        path("referrals/", include(referral_urls)),
        path("overdue/", include(overdue_urls)),
    ]


@hooks.register("construct_homepage_panels")
def add_work_panels(request: HttpRequest, panels: list[Component]) -> None:
    """What waits, on the home of the workspace."""
    panels.extend(work_panels(request))


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """What a group can be given: seeing messages that were set aside, and sending them again."""
    codenames = ["view_notification", "change_notification"]
    return Permission.objects.filter(content_type__app_label="engagement", codename__in=codenames)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """What the history can say of a message, and of a resident; of a resident never more than that it happened."""
    actions.register_action(READ, _("Read what a resident shares"), _("Name or contact read"))
    actions.register_action("engagement.policy.decided", _("Decide how to answer"), _("Rules for answering set"))
    actions.register_action("engagement.retention.decided", _("Decide how long to keep"), _("Rules for keeping set"))
    actions.register_action("engagement.notification.retried", _("Send a message again"), _("Queued once more"))
    resident = "engagement.resident"
    actions.register_action(f"{resident}.corrected", _("Correct a resident's details"), _("Details corrected"))
    actions.register_action(f"{resident}.contact_changed", _("Change a resident's contact"), _("Contact changed"))
    actions.register_action(f"{resident}.kept", _("Keep a resident in an account"), _("Kept in an account"))
    actions.register_action(f"{resident}.downloaded", _("Download a resident's data"), _("Data downloaded"))
    actions.register_action(f"{resident}.forgotten", _("Delete a resident's data"), _("Data deleted"))
    actions.register_action("engagement.account.downloaded", _("Download an account's data"), _("Data downloaded"))
    actions.register_action("engagement.account.closed", _("Close an account"), _("Account closed"))


class ModerationMenuItem(MenuItem):
    """Shown to moderators, and to the Speaker's office, which decides appeals."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is one of these anywhere."""
        deciders = [Role.MODERATOR, Role.SPEAKERS_OFFICE]
        return StaffMember.objects.filter(user=request.user, roles__overlap=deciders).exists()


class ReferralsMenuItem(MenuItem):
    """Shown to those who handle what is passed on to a department."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person works for a department anywhere."""
        staff = StaffMember.objects.filter(user=request.user, roles__overlap=sorted(DEPARTMENT_ROLES))
        return staff.exclude(department=None).exists()


class OverdueMenuItem(MenuItem):
    """Shown to the Speaker's office."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person works in a Speaker's office anywhere."""
        return StaffMember.objects.filter(user=request.user, roles__contains=[Role.SPEAKERS_OFFICE]).exists()


class MessagesMenuItem(MenuItem):
    """Shown to those who look after messages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may see messages that were set aside anywhere."""
        return municipalities_for(request.user, SEE_MESSAGES).exists()


@hooks.register("register_admin_menu_item")
def moderation_menu_item() -> MenuItem:
    """The way to the moderator's list."""
    return ModerationMenuItem(
        _("Moderation"), reverse("engagement_moderation:index"), name="moderation", icon_name="check", order=200
    )


@hooks.register("register_admin_menu_item")
def messages_menu_item() -> MenuItem:
    """The way to messages that were set aside."""
    return MessagesMenuItem(
        _("Messages"), reverse("engagement_outbox:index"), name="messages", icon_name="mail", order=210
    )


@hooks.register("register_admin_menu_item")
def referrals_menu_item() -> MenuItem:
    """The way to what was passed on to one's department."""
    return ReferralsMenuItem(
        _("Passed on to us"),
        reverse("engagement_referrals:index"),
        name="referrals",
        icon_name="tasks",
        order=205,
    )


@hooks.register("register_admin_menu_item")
def overdue_menu_item() -> MenuItem:
    """The way to answers that are overdue."""
    return OverdueMenuItem(
        _("Answers overdue"), reverse("engagement_overdue:index"), name="overdue", icon_name="warning", order=206
    )
