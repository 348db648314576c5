"""What the engagement floor adds to the workspace."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from engagement.enums import Role
from engagement.models import StaffMember
from engagement.views import moderation

moderation_urls = (
    [
        path("", moderation.index, name="index"),
        path("<str:reference>/", moderation.decide, name="decide"),
    ],
    "engagement_moderation",
)


@hooks.register("register_admin_urls")
def moderation_addresses() -> list:
    """The moderator's pages, under the workspace and its second factor."""
    return [path("moderation/", include(moderation_urls))]


class ModerationMenuItem(MenuItem):
    """Shown to moderators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person is a moderator anywhere."""
        return StaffMember.objects.filter(user=request.user, roles__contains=[Role.MODERATOR]).exists()


@hooks.register("register_admin_menu_item")
def moderation_menu_item() -> MenuItem:
    """The way to the moderator's list."""
    return ModerationMenuItem(
        _("Moderation"), reverse("engagement_moderation:index"), name="moderation", icon_name="check", order=200
    )
