"""Keeping the ward pages of a site in step with the boundaries in force."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import override
from wagtail_localize.synctree import create_aliases_for_new_page

from cms.models import WardIndexPage, WardPage
from cms.queries.homes import home_path
from wards.models import Municipality, Ward
from wards.queries.wards import wards_in_force
from wards.services.public_pages import note_public_change

TITLE_CHARACTERS = 255
"""As long as Wagtail lets a title be."""


@dataclass
class KeptWardPages:
    """What was done: how many pages were made, brought up to date, and taken down."""

    made: int = 0
    changed: int = 0
    taken_down: int = 0


@transaction.atomic
def keep_ward_pages(*, municipality: Municipality, at: datetime) -> KeptWardPages:
    """Make a page for each ward in force, and take down those of wards that are gone.

    Nothing is done for a municipality without a site. Run again it changes nothing. What editors wrote stays: a page
    that was taken down can be published again once its ward counts again.
    """
    done = KeptWardPages()
    # One at a time: a tree of pages takes no two writers well.
    municipality = Municipality.objects.select_for_update(of=["self"], no_key=True).get(pk=municipality.pk)
    index = _index_of(municipality)
    if index is None:
        return done
    wards = {
        ward.code: ward for ward in wards_in_force(at).filter(municipality=municipality).defer("boundary", "outline")
    }
    pages = WardPage.objects.filter(path__startswith=home_path(index))
    known = set()
    for page in [*pages, *_translations_of(pages)]:
        known.add(page.code)
        ward = wards.get(page.code)
        if ward is None:
            done.taken_down += _take_down(page)
        else:
            done.changed += _bring_up_to_date(page, ward)
    for code in sorted(wards.keys() - known):
        _make(index, wards[code])
        done.made += 1
    if done != KeptWardPages():
        note_public_change([municipality.pk])
    return done


def _index_of(municipality: Municipality) -> WardIndexPage | None:
    if municipality.site is None:
        return None
    return WardIndexPage.objects.filter(path__startswith=home_path(municipality.site.root_page)).first()


def _translations_of(pages: QuerySet[WardPage]) -> QuerySet[WardPage]:
    keys = pages.values("translation_key")
    return WardPage.objects.filter(translation_key__in=keys).exclude(pk__in=pages.values("pk"))


def _make(index: WardIndexPage, ward: Ward) -> None:
    with override(index.locale.language_code):
        title = ward.title[:TITLE_CHARACTERS]
    page = WardPage(title=title, slug=_free_slug(index, ward), ward=ward, code=ward.code, locale=index.locale)
    index.add_child(instance=page)
    create_aliases_for_new_page(page)


def _free_slug(index: WardIndexPage, ward: Ward) -> str:
    """The code, as far as a slug can say it: the page's address is the ward's own, whatever its slug."""
    wanted = slugify(ward.code) or f"ward-{ward.pk}"
    taken = set(index.get_children().values_list("slug", flat=True))
    return f"{wanted}-{ward.pk}" if wanted in taken else wanted


def _bring_up_to_date(page: WardPage, ward: Ward) -> bool:
    """Point a page at the ward of today's edition; its title follows the ward's unless an editor chose another."""
    if page.ward_id == ward.pk:
        return False
    came_back, title = page.ward_id is None, page.title
    with override(page.locale.language_code):
        if page.ward is None or page.title == page.ward.title[:TITLE_CHARACTERS]:
            title = ward.title[:TITLE_CHARACTERS]
    page.ward, page.title, page.draft_title = ward, title, title
    if came_back:
        page.live = True
    page.save(clean=False)
    return True


def _take_down(page: WardPage) -> bool:
    """Unpublish the page of a ward that is gone. Its address leads on to the wards of today."""
    if page.ward_id is None:
        return False
    page.ward = None
    page.save(clean=False)
    page.unpublish(log_action=None)
    return True
