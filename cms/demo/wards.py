"""The demo's municipalities with their wards in two editions, and the places in them."""

from datetime import date, datetime, time, timedelta

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon, Point
from shapely import Polygon

from cms.demo.gazetteer import COUNTRY, NamedMunicipality, NamedWard
from cms.demo.geography import (
    Centres,
    draw_wards,
    place_centres,
    simplify_together,
    spread_points,
)
from engagement.models import User
from wards.enums import MunicipalityCategory
from wards.models import Delimitation, Municipality, Place, Ward
from wards.services.activations import activate_delimitation
from wards.services.places import search_text

IN_FORCE, AHEAD = "2021", "2026"
"""The edition that counts, and the one that is loaded, can be inspected, and counts later."""
IN_FORCE_FROM = date(2021, 11, 1)
PLACES_SOURCE = "demo"


def first_day_ahead(today: date) -> date:
    """The day from which the edition ahead counts: the first of a month, at least two months from now."""
    return ((today + timedelta(days=62)).replace(day=1) + timedelta(days=32)).replace(day=1)


def make_delimitations() -> dict[str, Delimitation]:
    """Both editions of the invented country, by name."""
    editions = (
        (IN_FORCE, date(2020, 11, 26), "Invented boundaries of the demo."),
        (AHEAD, date(2025, 5, 20), "Invented boundaries that change some of the demo's wards."),
    )
    return {
        edition: Delimitation.objects.get_or_create(
            country=COUNTRY, edition=edition, defaults={"published_on": published_on, "note": note}
        )[0]
        for edition, published_on, note in editions
    }


def make_municipality(plan: NamedMunicipality, editions: dict[str, Delimitation]) -> Municipality:
    """One municipality with its wards of both editions and its places."""
    municipality = Municipality.objects.create(
        country=COUNTRY, code=plan.code, name=plan.name, category=MunicipalityCategory.LOCAL
    )
    centres = place_centres(plan.island)
    boundaries = draw_wards(plan.island, centres)
    _make_wards(plan, municipality, editions[IN_FORCE], plan.wards, boundaries)
    moved = _move_centres(plan, centres)
    named = (*plan.wards, plan.new_ward) if plan.new_ward else plan.wards[:-1]
    _make_wards(plan, municipality, editions[AHEAD], named, draw_wards(plan.island, moved))
    _make_places(plan, municipality, boundaries)
    return municipality


def activate(municipality: Municipality, editions: dict[str, Delimitation], *, by: User, at: datetime) -> None:
    """Put the old edition in force as the operator did years ago, and schedule the new one.

    Raises:
        ActivationError: the account may not.
    """
    activate_delimitation(
        municipality=municipality,
        delimitation=editions[IN_FORCE],
        starts_on=IN_FORCE_FROM,
        by=None,
        at=datetime.combine(IN_FORCE_FROM, time(8), tzinfo=municipality.zone),
    )
    activate_delimitation(
        municipality=municipality,
        delimitation=editions[AHEAD],
        starts_on=first_day_ahead(municipality.day_at(at)),
        by=by,
        at=at,
    )


def _move_centres(plan: NamedMunicipality, centres: Centres) -> Centres:
    """Where the next edition puts the wards: the town grows eastwards and gains a ward; an emptier island loses one."""
    if plan.new_ward is None:
        return centres[:-1]
    moved = list(centres)
    (third_x, third_y), (ninth_x, ninth_y) = centres[2], centres[8]
    moved[2] = (third_x - 0.6, third_y + 0.8)
    moved[8] = (ninth_x + 0.8, ninth_y - 1.2)
    return [*moved, ((third_x + ninth_x) / 2 + 1.5, (third_y + ninth_y) / 2)]


def _make_wards(
    plan: NamedMunicipality,
    municipality: Municipality,
    delimitation: Delimitation,
    named: tuple[NamedWard, ...],
    boundaries: list[Polygon],
) -> None:
    outlines = simplify_together(boundaries)
    Ward.objects.bulk_create(
        Ward(
            municipality=municipality,
            delimitation=delimitation,
            code=plan.ward_code(ward.number),
            number=ward.number,
            name=ward.name,
            boundary=_multipolygon(boundary),
            outline=_multipolygon(outline),
            label_point=GEOSGeometry(outline.representative_point().wkb_hex, srid=4326),
        )
        for ward, boundary, outline in zip(named, boundaries, outlines, strict=True)
    )


def _multipolygon(polygon: Polygon) -> MultiPolygon:
    return MultiPolygon(GEOSGeometry(polygon.wkb_hex, srid=4326), srid=4326)


def _make_places(plan: NamedMunicipality, municipality: Municipality, boundaries: list[Polygon]) -> None:
    Place.objects.bulk_create(
        Place(
            country=COUNTRY,
            municipality=municipality,
            name=place.name,
            other_names=list(place.other_names),
            kind=place.kind,
            point=Point(spot.x, spot.y, srid=4326),
            search_text=search_text([place.name, *place.other_names]),
            source=PLACES_SOURCE,
            source_id=f"{plan.code}:{place.name}",
        )
        for ward, boundary in zip(plan.wards, boundaries, strict=True)
        for place, spot in zip(
            ward.places,
            spread_points(boundary, len(ward.places), purpose=plan.ward_code(ward.number)),
            strict=True,
        )
    )
