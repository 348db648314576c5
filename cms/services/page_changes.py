"""Telling that a page of the tree shows something else, for whatever Wagtail tells nobody of."""

from wagtail.models import Page

from cms.queries.homes import municipality_of_page
from wards.services.public_pages import note_public_change, note_public_change_everywhere


def note_page_change(page: Page) -> None:
    """Let no page be shown as it was kept that this one stands on, links or is listed on.

    Pages beside every municipality's site, or of one that is going, concern the whole installation.
    """
    municipality = municipality_of_page(page)
    if municipality:
        note_public_change([municipality.pk])
    else:
        note_public_change_everywhere()
