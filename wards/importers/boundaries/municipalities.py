"""Municipalities as spatial files tell of them: in layers of their own, and in the rows of their wards."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from wards.enums import MunicipalityCategory
from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.facts import MunicipalityFacts
from wards.importers.boundaries.formats import (
    CATEGORY_BY_CODE,
    CATEGORY_BY_NAME,
    CODE,
    DISTRICT,
    DISTRICT_NAME,
    MUNICIPALITY_FORMATS,
    NAME,
    FileFormat,
)
from wards.importers.boundaries.layers import Layer, read_layer
from wards.importers.boundaries.mapping import WardRow, recognise, unsafe_code
from wards.rules.codes import is_address_safe
from wards.rules.patterns import EmptyColumnError, Pattern, parse_pattern


def read_companions(layers: Iterable[Layer], country: str) -> list[MunicipalityFacts]:
    """What the layers of municipalities and districts in a file say, where their format is known."""
    facts = []
    for layer in layers:
        known = recognise(MUNICIPALITY_FORMATS, layer.columns, layer.name, country)
        if known:
            patterns = {fact: parse_pattern(text, layer.columns) for fact, text in known.facts.items()}
            facts += read_municipalities(layer, patterns, country)
    return merge(facts)


def read_municipalities(layer: Layer, patterns: dict[str, Pattern], country: str) -> list[MunicipalityFacts]:
    """The municipalities of one layer and the districts that it names; a row without a code is passed over.

    Args:
        patterns: for the facts code, name, district and district_name, the last three where there are any.

    Raises:
        BoundaryFileError: a code does not fit in an address.
    """
    columns = sorted({column for pattern in patterns.values() for column in pattern.columns})
    frame = read_layer(layer, columns=columns, read_geometry=False)
    facts = []
    for row, record in enumerate(frame.to_dict("records"), start=1):
        try:
            values = {fact: pattern.fill(record) for fact, pattern in patterns.items()}
        except EmptyColumnError:
            continue
        code, district = values[CODE], values.get(DISTRICT, "")
        _refuse_unsafe(row, code, district)
        facts.append(_facts(country, code, values.get(NAME, ""), district))
        if values.get(DISTRICT_NAME) and district not in ("", code):
            facts.append(_facts(country, district, values[DISTRICT_NAME], "", MunicipalityCategory.DISTRICT))
    return merge(facts)


def _refuse_unsafe(row: int, *codes: str) -> None:
    for code in codes:
        if code and not is_address_safe(code):
            raise BoundaryFileError(_("Row %(row)d: %(reason)s") % {"row": row, "reason": unsafe_code(code)})


def municipalities_of(rows: Iterable[WardRow], country: str, known: FileFormat | None) -> list[MunicipalityFacts]:
    """What wards say of their municipalities and districts."""
    category = known.category if known else None
    facts = {}
    for row in rows:
        about = (row.municipality, row.municipality_name, row.district, row.district_name)
        if about in facts or not row.municipality:
            continue
        facts[about] = [_facts(country, row.municipality, row.municipality_name, row.district, category)]
        if row.district and row.district != row.municipality:
            facts[about].append(_facts(country, row.district, row.district_name, "", MunicipalityCategory.DISTRICT))
    return merge(fact for pair in facts.values() for fact in pair)


def merge(facts: Iterable[MunicipalityFacts]) -> list[MunicipalityFacts]:
    """One entry for each code: what several say, the first to say it."""
    merged: dict[str, MunicipalityFacts] = {}
    for each in facts:
        first = merged.setdefault(each.code, each)
        merged[each.code] = replace(
            first,
            name=first.name or each.name,
            category=first.category or each.category,
            district=first.district or each.district,
        )
    return list(merged.values())


def split_name(name: str) -> tuple[str, MunicipalityCategory | None]:
    """A municipality's name without what it is, and what it is: "Makana Local Municipality" is "Makana", local."""
    for ending, category in CATEGORY_BY_NAME:
        if name.endswith(ending):
            return name.removesuffix(ending), category
    return name, None


def _facts(
    country: str, code: str, name: str, district: str, category: MunicipalityCategory | None = None
) -> MunicipalityFacts:
    short, by_name = split_name(name)
    return MunicipalityFacts(
        code=code,
        name=short,
        category=category or by_name or _by_code(country, code),
        district="" if district == code else district,
    )


def _by_code(country: str, code: str) -> MunicipalityCategory | None:
    codes: Sequence[tuple[str, MunicipalityCategory]] = CATEGORY_BY_CODE.get(country, ())
    return next((category for pattern, category in codes if re.fullmatch(pattern, code)), None)
