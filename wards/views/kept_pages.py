"""Public pages that are rendered once and kept in the cache, for every reader until they say something else.

A kept page carries the generations it was made in (`wards.queries.generations`). It is shown for as long as all of them
count, for some minutes at most, and never past a moment from which the view said that the page reads otherwise.
"""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, set_response_etag

from wards.queries.generations import ANYTHING, EVERYWHERE, current_generations, generation_of, still_count
from wards.queries.sites import municipality_of
from wards.views.compression import compressed_answer, compressed_quickly

FRESH_SECONDS = 60
"""How long browsers and caches between keep a page before they ask whether it is still the same."""

_KEPT_STATUSES = frozenset({200, 301, 410})
_PAGE_QUERIES = frozenset(f"page={number}" for number in range(1, 51))
# These bound what is kept, whatever addresses somebody makes up: Redis holds the work queue too.
_LARGEST_BYTES = 256 * 1024
_MOST_PAGES, _WINDOW_SECONDS = 5000, 600
# Past its minutes a page is still shown to those who come while somebody renders it anew.
_STALE_SECONDS = 30
# Every midnight of the world falls on a quarter of an hour; then terms, editions and days begin and end.
_QUARTER_SECONDS = 15 * 60
_WAIT_SECONDS, _LOOK_SECONDS = 3.0, 0.03
_AWAY_SECONDS = 5

Render = Callable[[], HttpResponse]


@dataclass(frozen=True)
class KeptPage:
    """An answer as it is kept: compressed, with the generations it was made in, and until when it is shown.

    Times are seconds since 1970: from `stale_from` on somebody renders it anew, from `ends` on it is wrong.
    """

    status: int
    headers: dict[str, str]
    bodies: dict[str, bytes]
    generations: dict[str, str]
    stale_from: float
    ends: float

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for one reader, in the smallest encoding that their browser takes."""
        answer = compressed_answer(request, self.bodies, self.headers["Content-Type"])
        answer.status_code = self.status
        for name, value in self.headers.items():
            answer.headers[name] = value
        patch_cache_control(answer, public=True, max_age=min(FRESH_SECONDS, max(0, int(self.ends - time.time()))))
        return answer

    def counts(self) -> bool:
        """Whether nothing happened by which the page would say something else."""
        return time.time() < self.ends and still_count(self.generations)

    def is_stale(self) -> bool:
        """Whether it is time to look what time alone has changed."""
        return time.time() >= self.stale_from


class _Shelf:
    """Where the page of one address is kept."""

    def __init__(self, request: HttpRequest) -> None:
        asked = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
        # Pages name style and script by their digests: those of another release are not shown.
        release = getattr(staticfiles_storage, "manifest_hash", "")
        self._key = f"page-1:{release}:{sha256(asked.encode()).hexdigest()[:32]}"

    def read(self) -> KeptPage | None:
        found = cache.get(self._key)
        return KeptPage(**found) if found else None

    def keep(self, page: KeptPage) -> None:
        seconds = page.ends - time.time()
        if seconds > 0 and not cache.add(self._key, asdict(page), timeout=seconds):
            cache.set(self._key, asdict(page), timeout=seconds)
        elif seconds > 0 and not cache.add(self._window(), 1, timeout=_WINDOW_SECONDS):
            cache.incr(self._window())

    def has_room(self) -> bool:
        return (cache.get(self._window()) or 0) < _MOST_PAGES

    def begin_rendering(self) -> bool:
        """Whether nobody else renders the page; from now on this request does."""
        return bool(cache.add(f"{self._key}:renders", 1, timeout=_WAIT_SECONDS * 2))

    def is_being_rendered(self) -> bool:
        return cache.get(f"{self._key}:renders") is not None

    def end_rendering(self) -> None:
        cache.delete(f"{self._key}:renders")

    def _window(self) -> str:
        return f"pages-kept:{int(time.time() // _WINDOW_SECONDS)}"


class _Away:
    """Notes that the cache does not answer, so that not every page waits for it to find that out."""

    def __init__(self) -> None:
        self._until = 0.0

    def note(self) -> None:
        self._until = time.monotonic() + _AWAY_SECONDS

    def is_noted(self) -> bool:
        return time.monotonic() < self._until


_away = _Away()


def keep_until(request: HttpRequest, moment: datetime | None) -> None:
    """Say from which moment on the page will read otherwise, such as when a notice ends; the earliest one counts."""
    if moment is not None:
        request._kept_until = min(moment.timestamp(), getattr(request, "_kept_until", float("inf")))


def shows_others(request: HttpRequest) -> None:
    """Say that the page shows another municipality than the one whose host it stands on."""
    request._kept_shows_others = True


def kept_page(request: HttpRequest, render: Render) -> HttpResponse:
    """The page as it is kept, else as `render` makes it, which is kept if it is the same for everybody.

    Of those who come while nothing is kept, one renders the page and the others wait for it.
    """
    if not settings.KEEP_PAGES_SECONDS or not may_be_kept(request) or _away.is_noted():
        return render()
    shelf = _Shelf(request)
    found = shelf.read()
    if found and found.counts():
        if not found.is_stale() or not shelf.begin_rendering():
            return found.answer(request)
    elif current_generations([EVERYWHERE]) is None:
        _away.note()
        return render()
    elif not shelf.begin_rendering():
        # Never the page as it was before a change: what was taken down must not be seen once more.
        return _wait_for(request, shelf) or render()
    try:
        return _render_and_keep(request, render, shelf)
    finally:
        shelf.end_rendering()


def may_be_kept(request: HttpRequest) -> bool:
    """Whether the address is one that many ask for: without a query, or with the number of a page alone."""
    if not request.META.get("QUERY_STRING"):
        return True
    return request.META["QUERY_STRING"] in _PAGE_QUERIES


def is_for_everybody(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether an answer may be shown to the next person: nothing of it came from a session, a cookie or a token."""
    return not (
        answer.cookies
        or getattr(getattr(request, "session", None), "accessed", False)
        or request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        or any(word in answer.get("Cache-Control", "") for word in ("private", "no-store", "no-cache"))
        or "cookie" in answer.get("Vary", "").lower()
    )


def _render_and_keep(request: HttpRequest, render: Render, shelf: _Shelf) -> HttpResponse:
    municipality = municipality_of(request)
    own = generation_of(municipality.pk) if municipality else ANYTHING
    # Read before rendering: what changes meanwhile leaves the page in an older generation, where nobody is shown it.
    generations = current_generations({EVERYWHERE, ANYTHING, own})
    answer = render()
    if generations is None or not _is_worth_keeping(request, answer) or not shelf.has_room():
        return answer
    about = ANYTHING if getattr(request, "_kept_shows_others", False) else own
    page = _kept(request, answer, {name: generations[name] for name in (EVERYWHERE, about)})
    shelf.keep(page)
    return page.answer(request)


def _is_worth_keeping(request: HttpRequest, answer: HttpResponse) -> bool:
    return (
        answer.status_code in _KEPT_STATUSES
        and not answer.streaming
        and len(answer.content) <= _LARGEST_BYTES
        and is_for_everybody(request, answer)
    )


def _kept(request: HttpRequest, answer: HttpResponse, generations: dict[str, str]) -> KeptPage:
    now = time.time()
    ends = min(getattr(request, "_kept_until", float("inf")), now - now % _QUARTER_SECONDS + _QUARTER_SECONDS)
    set_response_etag(answer)
    headers = dict(answer.headers)
    if "ETag" in headers:
        # Weak: the same page in each encoding.
        headers["ETag"] = f"W/{headers['ETag']}"
    return KeptPage(
        status=answer.status_code,
        headers=headers,
        bodies=compressed_quickly(answer.content),
        generations=generations,
        stale_from=now + settings.KEEP_PAGES_SECONDS,
        ends=min(ends, now + settings.KEEP_PAGES_SECONDS + _STALE_SECONDS),
    )


def _wait_for(request: HttpRequest, shelf: _Shelf) -> HttpResponse | None:
    """The page once whoever renders it is done; None where it takes too long, or turned out to be nobody else's."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline and shelf.is_being_rendered():
        time.sleep(_LOOK_SECONDS)
    found = shelf.read()
    return found.answer(request) if found and found.counts() else None
