"""Pages that still name wards which other boundaries took away, for those who write them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Value
from wagtail.models import Page

from cms.models import DocumentPage, EventPage, NewsPage, NoticePage
from cms.queries.homes import HOME_DEPTH
from cms.queries.workspace import own_pages
from wards.models import Municipality
from wards.queries.wards import wards_in_force

KINDS: tuple[type[Page], ...] = (NoticePage, EventPage, NewsPage, DocumentPage)
"""Those that name wards, in the order in which a wrong name does harm: what is still ahead first."""
_ENDING = (NoticePage, EventPage)


@dataclass(frozen=True)
class NamesGoneWards:
    """A page, what kind it is, and the codes on it that no ward in force has."""

    page_id: int
    title: str
    kind: type[Page]
    municipality: Municipality
    codes: tuple[str, ...]


class PagesOfGoneWards:
    """The live originals on a person's own sites that name a ward which is gone, without what is over by itself.

    Asked for as a list is: `count()`, and a slice, each one statement.
    """

    def __init__(self, user: Any, *, at: datetime) -> None:
        sites = Municipality.objects.filter(site__root_page__in=own_pages(user).values("pk"))
        self._municipalities = {each.site.root_page.path: each for each in sites.select_related("site__root_page")}
        self._in_force = _codes_in_force(self._municipalities.values(), at)
        self._rows = self._found(at) if self._municipalities else None

    def count(self) -> int:
        """How many there are."""
        return self._rows.count() if self._rows is not None else 0

    def __getitem__(self, part: slice) -> list[NamesGoneWards]:
        """Those of a slice, what is still ahead first."""
        return [self._read(*row) for row in self._rows[part]] if self._rows is not None else []

    def _found(self, at: datetime) -> QuerySet:
        outdated = Q()
        for path, municipality in self._municipalities.items():
            codes = self._in_force.get(municipality.pk, [])
            outdated |= Q(path__startswith=path) & ~Q(ward_codes__contained_by=codes)
        lists = [self._of_kind(number, kind, outdated, at) for number, kind in enumerate(KINDS)]
        return lists[0].union(*lists[1:], all=True).order_by("rank", "title", "pk")

    def _of_kind(self, number: int, kind: type[Page], outdated: Q, at: datetime) -> QuerySet:
        pages = kind.objects.live().filter(outdated, alias_of=None)
        if kind in _ENDING:
            pages = pages.filter(ends_at__gt=at)
        return pages.annotate(rank=Value(number)).values_list("pk", "title", "rank", "path", "ward_codes")

    def _read(self, page_id: int, title: str, rank: int, path: str, codes: list[str]) -> NamesGoneWards:
        municipality = self._municipalities[path[: Page.steplen * HOME_DEPTH]]
        gone = tuple(code for code in codes if code not in self._in_force.get(municipality.pk, []))
        return NamesGoneWards(page_id, title, KINDS[rank], municipality, gone)


def _codes_in_force(municipalities: Iterable[Municipality], at: datetime) -> Mapping[int, list[str]]:
    codes: dict[int, list[str]] = {}
    wards = wards_in_force(at).filter(municipality__in=list(municipalities))
    for municipality_id, code in wards.values_list("municipality", "code"):
        codes.setdefault(municipality_id, []).append(code)
    return codes
