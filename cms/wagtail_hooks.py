"""What the site as a whole changes in the workspace."""

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.views.design.pages import DesignPage, pieces_page, sheet


@hooks.register("construct_reports_menu")
def hide_site_history(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The history of every municipality is for superusers: `cms.middleware.WorkspaceScopeMiddleware` says why."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]


@hooks.register("construct_main_menu")
def hide_outside_help(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's help leads to its makers' pages, which know nothing of wards, and wears a badge about its releases."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("register_admin_urls")
def design_addresses() -> list:
    """The pieces that pages are drawn with."""
    return [
        path("design/", DesignPage.as_view(), name="design"),
        path("design/pieces/", pieces_page, name="design_pieces"),
        path("design/imbizo.css", sheet, name="design_sheet"),
    ]


@hooks.register("register_reports_menu_item")
def design_menu_item() -> MenuItem:
    """Last in the menu: for whoever writes a page or reviews one."""
    return MenuItem(_("Design"), reverse("design"), icon_name="view", order=9000)
