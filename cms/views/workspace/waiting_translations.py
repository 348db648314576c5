"""Translations with something left to do, on the workspace's home."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.queries.translations import WaitingTranslation, waiting_translations
from cms.queries.workspace import edits_pages, own_translations
from wards.views.workspace.work_panels import ROWS_SHOWN, WorkPanel, WorkRow


def translations_panel(request: HttpRequest) -> WorkPanel | None:
    """First what waits for a publisher, then what lacks words; None for whoever writes no pages."""
    if not edits_pages(request.user):
        return None
    waiting = waiting_translations(own_translations(request.user), at=timezone.now())
    waiting.sort(key=lambda each: each.sentences > 0)
    return WorkPanel(
        "translations",
        _("Translations that wait"),
        rows=[_row(each) for each in waiting[:ROWS_SHOWN]],
        total=len(waiting),
        every=reverse("wagtail_localize:translations_report"),
        nothing=_("Everything that was given to translate is translated and published."),
        order=220,
    )


def _row(waiting: WaitingTranslation) -> WorkRow:
    language = {"language": waiting.target.locale.get_display_name()}
    if waiting.sentences:
        note = ngettext(
            "%(language)s: %(count)d sentence waits to be translated.",
            "%(language)s: %(count)d sentences wait to be translated.",
            waiting.sentences,
        ) % {**language, "count": waiting.sentences}
    else:
        note = _("%(language)s: translated, and waits to be published.") % language
    return WorkRow(waiting.original.title, reverse("wagtailadmin_pages:edit", args=[waiting.target.pk]), note)
