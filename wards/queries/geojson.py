"""A municipality's outlines as GeoJSON (RFC 7946), for maps that draw them themselves."""

import hashlib
import json
from datetime import date

from django.contrib.gis.db.models.functions import AsGeoJSON
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from wards.models import Municipality, Ward
from wards.queries.days import DayOrMoment
from wards.queries.wards import wards_in_force

# The fifth decimal of a degree is a metre: finer than any outline.
DECIMALS = 5


def outlines_version(municipality: Municipality, on: date) -> str:
    """A digest that changes whenever the outlines do: with the edition in force, and with each import. One statement.

    Args:
        on: the day, in the municipality's calendar.
    """
    facts = Concat(
        *(Coalesce(Cast(F(field), CharField()), Value("")) for field in ("pk", "source_id", "number")),
        F("name"),
        F("code"),
        output_field=CharField(),
    )
    wards = _wards(municipality, on).order_by()
    told = wards.aggregate(told=StringAgg(facts, delimiter=Value("|"), order_by="pk", default=Value("")))["told"]
    return hashlib.sha256(told.encode()).hexdigest()[:20]


def outlines_geojson(municipality: Municipality, on: date) -> str:
    """A FeatureCollection of the municipality's wards in force. One statement.

    Each feature has `code`, `number`, `name` and `label`, the position [longitude, latitude] of its label.

    Args:
        on: the day, in the municipality's calendar.
    """
    features = [_feature(ward) for ward in _drawn(_wards(municipality, on)).order_by("number", "code")]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def outline_geojson(country: str, code: str, on: DayOrMoment) -> str | None:
    """The feature of one ward in force, as in `outlines_geojson`; None where no ward has this code. One statement."""
    ward = _drawn(wards_in_force(on).filter(municipality__country=country, code=code)).first()
    return _feature(ward) if ward else None


def _drawn(wards: QuerySet[Ward]) -> QuerySet[Ward]:
    return wards.annotate(shape=AsGeoJSON("outline", precision=DECIMALS)).defer("boundary", "outline")


def _wards(municipality: Municipality, on: date) -> QuerySet[Ward]:
    return wards_in_force(on).filter(municipality=municipality)


def _feature(ward: Ward) -> str:
    longitude, latitude = ward.label_point.coords
    properties = {
        "code": ward.code,
        "number": ward.number,
        "name": ward.name,
        "label": [round(longitude, DECIMALS), round(latitude, DECIMALS)],
    }
    facts = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{facts},"geometry":{ward.shape}}}'
