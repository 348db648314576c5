"""What a page is about, in the words that search engines share (schema.org): only what the page shows itself."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

Thing = dict[str, Any]
"""A thing of schema.org; parts that are empty are left out."""

_CONTEXT = "https://schema.org"
# Only these could end a script element or begin another within it.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_data_block(things: Sequence[Thing]) -> str:
    """JSON-LD that can stand in a script element whatever its texts hold; empty without a thing."""
    if not things:
        return ""
    graph = {"@context": _CONTEXT, "@graph": list(things)}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _thing(kind: str, **parts: Any) -> Thing:
    named = {name.replace("at_", "@", 1) if name.startswith("at_") else name: part for name, part in parts.items()}
    return {"@type": kind} | {name: part for name, part in named.items() if part not in ("", None, [], {})}


def organization(name: str, url: str, *, phone: str = "", email: str = "", address: str = "", logo: str = "") -> Thing:
    """A municipality. `url` is its site's home page, by which other things name it."""
    parts = {"telephone": phone, "email": email, "address": address, "logo": logo}
    return _thing("GovernmentOrganization", at_id=f"{url}#municipality", name=name, url=url, **parts)


def website(name: str, url: str, search_url: str, language: str) -> Thing:
    """The site, with how it is searched.

    Args:
        search_url: the whole address of the search, without a query.
    """
    target = _thing("EntryPoint", urlTemplate=f"{search_url}?q={{search_term_string}}")
    search = _thing("SearchAction", target=target) | {"query-input": "required name=search_term_string"}
    return _thing("WebSite", name=name, url=url, inLanguage=language, potentialAction=search)


def councillor(
    name: str, title: str, *, party: str = "", email: str = "", phone: str = "", municipality: Thing, area: str
) -> Thing:
    """Who speaks for a ward, and the office that they hold.

    Args:
        title: what the office is called, such as "Councillor of Ward 3".
        municipality: whose council they sit in, as `organization` gives it.
        area: the ward's name.
    """
    office = _thing(
        "GovernmentOffice",
        name=title,
        telephone=phone,
        email=email,
        parentOrganization=municipality,
        areaServed=_thing("AdministrativeArea", name=area),
    )
    affiliation = _thing("Organization", name=party) if party else None
    return _thing("Person", name=name, jobTitle=title, affiliation=affiliation, worksFor=office)


def event(
    name: str,
    url: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    address: str = "",
    description: str = "",
    called_off: bool,
    organizer: Thing | None,
) -> Thing:
    """A meeting to which people come; one that is called off says so."""
    return _thing(
        "Event",
        name=name,
        url=url,
        description=description,
        startDate=starts_at.isoformat(),
        endDate=ends_at.isoformat(),
        eventStatus=f"{_CONTEXT}/{'EventCancelled' if called_off else 'EventScheduled'}",
        eventAttendanceMode=f"{_CONTEXT}/OfflineEventAttendanceMode",
        location=_thing("Place", name=place, address=address or place),
        organizer=organizer,
    )


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Thing:
    """The way to a page from the home page down: the name and the whole address of each, the page itself last."""
    items = [_thing("ListItem", position=i, name=name, item=url) for i, (name, url) in enumerate(steps, start=1)]
    return _thing("BreadcrumbList", itemListElement=items)
