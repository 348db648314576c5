"""What the site as a whole changes in the workspace."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_reports_menu")
def hide_site_history(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The history of every municipality is for superusers: `cms.middleware.WorkspaceScopeMiddleware` says why."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]


@hooks.register("construct_main_menu")
def hide_outside_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help leads to its makers' pages, which know nothing of wards, and wears a badge about its releases."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]
