"""What the site as a whole changes in the workspace."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from laces.components import Component
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text import LinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry

from cms.queries.translations import is_original, translations_of
from cms.queries.workspace import edits_pages, pages_on_the_way
from cms.services.page_changes import note_page_change
from cms.services.translations import TAKEN_OFF_WITH_ORIGINAL
from cms.views.design.pages import DesignPage, pieces_page, sheet
from cms.views.documents import guard_document
from cms.views.guide import GuidePage, GuidesPage, guides_panel
from cms.views.workspace.gone_wards import GoneWardsPage, gone_wards_panel
from cms.views.workspace.pages import ScopedPageViewSet
from cms.views.workspace.translations import edit_translation_page, refuse_deletion
from cms.views.workspace.waiting_translations import translations_panel
from cms.views.workspace.writing import writing_panel


# Wagtail registers its own for every page type at 0.
@hooks.register("register_admin_viewset", order=1)
def register_pages() -> ScopedPageViewSet:
    """Pages, in lists that are narrowed by the person's own colleagues and sites."""
    return ScopedPageViewSet()


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Only the pages of the person's municipalities are picked from, and those that the tree is entered through."""
    return pages.filter(pk__in=pages_on_the_way(request.user).values("pk"))


# Before Wagtail asks what a collection is restricted to, which would tell that there is such a document.
hooks.register("before_serve_document", guard_document, order=-1)


@hooks.register("construct_reports_menu")
def hide_reports_of_everybody(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """What reports on every municipality is for superusers: `cms.rules.workspace_addresses` lists what is not.

    Translations are shown to whoever writes pages: wagtail-localize shows them to everybody.
    """
    if request.user.is_superuser:
        return
    menu_items[:] = [item for item in menu_items if item.name not in ("site-history", "page-types-usage")]
    if not edits_pages(request.user):
        translations = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != translations]


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


@hooks.register("register_admin_urls")
def guide_addresses() -> list:
    """How the work is done, in place of Wagtail's help."""
    return [
        path("guide/", GuidesPage.as_view(), name="guides"),
        path("guide/<slug:name>/", GuidePage.as_view(), name="guide"),
    ]


@hooks.register("register_admin_urls")
def gone_wards_address() -> list:
    """What new boundaries leave to put right."""
    return [path("gone-wards/", GoneWardsPage.as_view(), name="gone_wards")]


@hooks.register("construct_homepage_panels")
def add_gone_wards(request: HttpRequest, panels: list[Component]) -> None:
    """Pages that name wards that no longer exist, on the home of the workspace."""
    if panel := gone_wards_panel(request):
        panels.append(panel)


@hooks.register("construct_homepage_panels")
def add_writing(request: HttpRequest, panels: list[Component]) -> None:
    """What an editor does most, on the home of the workspace."""
    if panel := writing_panel(request):
        panels.append(panel)


@hooks.register("construct_homepage_panels")
def add_translations(request: HttpRequest, panels: list[Component]) -> None:
    """What is left to do of translations, on the home of the workspace."""
    if panel := translations_panel(request):
        panels.append(panel)


@hooks.register("construct_homepage_panels")
def add_guides(request: HttpRequest, panels: list[Component]) -> None:
    """The person's own guides, on the home of the workspace."""
    panels.append(guides_panel(request))


@hooks.register("register_admin_menu_item")
def guide_menu_item() -> MenuItem:
    """Last in the menu, where Wagtail has its help."""
    return MenuItem(_("Guide"), reverse("guides"), name="guide", icon_name="help", order=10000)


# wagtail-localize answers at 0, and shows of an alias nothing but that it is one.
@hooks.register("before_edit_page", order=-1)
def open_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What translators write waits beside the page, which readers see in the original's words."""
    return edit_translation_page(request, page)


@hooks.register("before_delete_page")
def delete_in_every_language(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What a person may not delete in one language, they do not delete by its original."""
    return refuse_deletion(request, page)


@hooks.register("before_convert_alias_page")
def convert_as_publisher(request: HttpRequest, page: Page) -> None:
    """From then on the page claims to be written in its own language, and follows nothing.

    Raises:
        PermissionDenied: readers see it, and the person may not publish there.
    """
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied


@hooks.register("after_convert_alias_page")
def note_alias_converted(request: HttpRequest, page: Page) -> None:
    """A page that showed its original says from now on that it is written in its own language."""
    note_page_change(page)


@hooks.register("construct_translated_pages_to_cascade_actions")
def take_translations_along(pages: list[Page], action: str) -> dict[Page, PageQuerySet]:
    """Where a page is deleted, Wagtail says so of its translations and does it with them too."""
    if action != "delete":
        return {}
    return {page: translations_of(page) for page in pages if is_original(page)}


@hooks.register("register_log_actions")
def name_what_the_history_says(actions: LogActionRegistry) -> None:
    """Words for what the site itself does to pages."""
    actions.register_action(TAKEN_OFF_WITH_ORIGINAL, _("Take off"), _("Taken off the site with its original"))


class OutsideLinkHandler(LinkHandler):
    """A link to another site: it learns nothing of the window that it was opened from."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        """The opening tag."""
        return f'<a href="{escape(attrs["href"])}" rel="noopener">'


@hooks.register("register_rich_text_features", order=20)
def open_outside_links_alone(features: FeatureRegistry) -> None:
    """Links that editors write to other sites."""
    features.register_link_type(OutsideLinkHandler)
