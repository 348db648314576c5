"""Pages of a site by their words, misspelt too. Wagtail keeps the words; this reads them by the rules of the search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import Case, Expression, F, IntegerField, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Substr
from wagtail.models import Page

from cms.models import DocumentPage, WardPage
from cms.queries.homes import HOME_DEPTH
from cms.rules.search import SearchWord, search_word
from wards.models import Municipality
from wards.queries.names import LEAST_LIKENESS, ONE_SLIP, SLIP_LENGTHS
from wards.rules.names import one_letter_off

SEARCH_CONFIG = settings.WAGTAILSEARCH_BACKENDS["default"]["SEARCH_CONFIG"]
MOST_PAGES = 500
_MOST_FORMS = 3
# How near an inflected form of a word is, such as "emanzini" of "amanzi".
_ONE_CORE = 0.7
# Long words are like few others, also with two letters wrong.
_LONG_WORD, _LEAST_OF_LONG = 8, 0.33


@dataclass(frozen=True)
class FoundPage:
    """A page that was found: its key, whether it is a document, and whether each word of the search is in its title."""

    pk: int
    is_document: bool
    all_in_title: bool


@dataclass(frozen=True)
class PageSearch:
    """What was found for some words, the best first.

    `found_words` are the words that the pages were found by: those that were asked for, or with `is_corrected` words of
    the site that are like them. `suggestion` is what was probably meant. `missing` are words that no page has, where
    pages were found by the others.
    """

    pages: list[FoundPage] = field(default_factory=list)
    found_words: tuple[SearchWord, ...] = ()
    missing: tuple[str, ...] = ()
    suggestion: str = ""

    @property
    def is_corrected(self) -> bool:
        """Whether nothing has the words as they were typed."""
        return bool(self.suggestion)


def searchable_pages(within: Municipality | None) -> QuerySet[Page]:
    """The pages that anybody may read: live and open, of one municipality's site or of every municipality's."""
    owners = Municipality.objects.exclude(site=None)
    if within:
        owners = owners.filter(pk=within.pk)
    keys = owners.values("site__root_page__translation_key")
    homes = Page.objects.filter(depth=HOME_DEPTH, translation_key__in=Subquery(keys)).values("path")
    pages = Page.objects.live().public().annotate(home=Substr("path", 1, Page.steplen * HOME_DEPTH))
    return pages.filter(home__in=Subquery(homes))


def search_pages(
    words: Sequence[SearchWord], *, language: str, at: datetime, within: Municipality | None
) -> PageSearch:
    """The pages that have all of the words or forms of them; misspelt words are put right; else those that have most.

    Each page is found once, in the language asked for if that version has the words, else in the original's, else in
    another. Three statements at most, whatever is found, and one for the pages that are not open to everybody.

    Args:
        language: the code of the language that is read.
        at: meetings and notices that are over by then come after what has the words as well.
        within: the municipality whose site it is; every municipality's without one.
    """
    if not words:
        return PageSearch()
    pages = searchable_pages(within)
    rows = _rows(pages, [(word,) for word in words], language, at)
    unknown = [word for i, word in enumerate(words) if not any(row[f"has_{i}"] for row in rows)]
    if not unknown:
        return _found(rows, words, ())
    forms = _forms_like(pages, unknown)
    if not forms:
        known = tuple(word for word in words if word not in unknown)
        return _found(rows, known, tuple(word.word for word in unknown))
    meant = [forms.get(word.word, (word,)) for word in words]
    suggestion = " ".join(alternatives[0].word for alternatives in meant)
    missing = tuple(word.word for word in unknown if word.word not in forms)
    found = _rows(pages, meant, language, at)
    return _found(found, [form for alternatives in meant for form in alternatives], missing, suggestion)


def _rows(pages: QuerySet[Page], wanted: Sequence[Iterable[SearchWord]], language: str, at: datetime) -> list[dict]:
    """The best pages with any of the words, those with most first; each wanted word comes with its alternatives.

    Pages with fewer words than the best have are left out, and so are other versions of a page that was found.
    """
    queries = [_any_of(alternatives) for alternatives in wanted]
    has = {f"has_{i}": _as_number(_is_in(query)) for i, query in enumerate(queries)}
    titled = {f"titled_{i}": _as_number(Q(title_words=query)) for i, query in enumerate(queries)}
    anything = Q()
    for query in queries:
        anything |= _is_in(query)
    every = _joined(queries)
    rank = SearchRank(F("title_words"), every) * F("title_norm") + SearchRank(F("body_words"), every)
    rows = (
        pages.annotate(
            title_words=F("index_entries__title"),
            body_words=F("index_entries__body"),
            title_norm=F("index_entries__title_norm"),
        )
        .filter(anything)
        .annotate(**has, **titled, rank=rank, nearness=_nearness(language), is_over=_is_over(at))
        .annotate(words=_sum(has), title_count=_sum(titled))
        .order_by("-words", "-title_count", "nearness", "is_over", "-rank", "pk")
        .values("pk", "translation_key", "content_type__model", "words", "title_count", *has)
    )
    return list(rows[:MOST_PAGES])


def _found(rows: list[dict], words: Sequence[SearchWord], missing: tuple[str, ...], suggestion: str = "") -> PageSearch:
    """The rows with as many words as the best one has, each page in one language."""
    most = max((row["words"] for row in rows), default=0)
    pages: dict[object, FoundPage] = {}
    for row in rows:
        is_named = row["title_count"] == most
        # A ward by its name is found among the wards; its page is, by what editors wrote on it.
        if is_named and row["content_type__model"] == WardPage._meta.model_name:
            continue
        if row["words"] == most and row["translation_key"] not in pages:
            is_document = row["content_type__model"] == DocumentPage._meta.model_name
            pages[row["translation_key"]] = FoundPage(row["pk"], is_document, is_named)
    if not pages:
        return PageSearch(missing=missing)
    return PageSearch(list(pages.values()), tuple(words), missing, suggestion)


def _any_of(alternatives: Iterable[SearchWord]) -> SearchQuery:
    """Words are letters and digits alone, so that nothing in them is an operator of PostgreSQL's."""
    terms = [f"{word.stem}:*" if word.stem else word.word for word in alternatives]
    return SearchQuery(" | ".join(terms), search_type="raw", config=SEARCH_CONFIG)


def _joined(queries: Sequence[SearchQuery]) -> SearchQuery:
    first, *others = queries
    for query in others:
        first = first | query
    return first


def _is_in(query: SearchQuery) -> Q:
    return Q(title_words=query) | Q(body_words=query)


def _as_number(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=IntegerField())


def _sum(names: Iterable[str]) -> Expression:
    total: Expression = Value(0)
    for name in names:
        total = total + F(name)
    return total


def _is_over(at: datetime) -> Case:
    """Whoever looks for a meeting means the next one, however often the last one says the word."""
    return _as_number(Q(eventpage__ends_at__lte=at) | Q(noticepage__ends_at__lte=at))


def _nearness(language: str) -> Case:
    return Case(
        When(locale__language_code=language, then=Value(0)),
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


_LIKE = """
WITH known AS (
  SELECT DISTINCT unnest(tsvector_to_array(entry.title || entry.body)) AS word
  FROM wagtailsearch_indexentry entry JOIN ({pages}) page
    ON entry.object_id = page.id::text AND entry.content_type_id = page.content_type_id
)
SELECT asked.word, known.word FROM known, unnest(%s::text[], %s::text[], %s::text[]) AS asked(word, slip, core),
LATERAL (
  SELECT greatest(
    similarity(asked.word, known.word),
    CASE WHEN asked.slip > '' AND known.word ~ asked.slip THEN {slip} ELSE 0 END,
    CASE WHEN length(asked.core) > 3 AND strpos(known.word, asked.core) > 0 THEN {core} ELSE 0 END
  ) AS likeness
) AS alike
WHERE alike.likeness >= CASE WHEN length(asked.word) >= {long} THEN {least_of_long} ELSE {least} END
  AND known.word ~ '^[[:alpha:]]+$'
ORDER BY alike.likeness DESC, known.word
"""


def _forms_like(pages: QuerySet[Page], unknown: Sequence[SearchWord]) -> dict[str, tuple[SearchWord, ...]]:
    """The words of the pages that each unknown word is most like; words without any are left out. One statement."""
    sql, parameters = pages.order_by().values("id", "content_type_id").query.sql_with_params()
    asked = [word for word in unknown if word.word.isalpha()]
    words = [word.word for word in asked]
    slips = [one_letter_off(word) if len(word) in SLIP_LENGTHS else "" for word in words]
    figures = {"slip": ONE_SLIP, "core": _ONE_CORE, "least": LEAST_LIKENESS}
    figures |= {"long": _LONG_WORD, "least_of_long": _LEAST_OF_LONG}
    forms: dict[str, list[SearchWord]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_LIKE.format(pages=sql, **figures), [*parameters, words, slips, [word.core for word in asked]])
        for word, form in cursor.fetchall():
            forms.setdefault(word, []).append(search_word(form))
    return {word: tuple(alternatives[:_MOST_FORMS]) for word, alternatives in forms.items()}
