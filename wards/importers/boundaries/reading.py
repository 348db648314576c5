"""Read and validate a file of wards, without the database."""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from django.utils.translation import gettext as _
from geopandas import GeoDataFrame
from pyproj import CRS

from wards.importers.boundaries.errors import BoundaryFileError
from wards.importers.boundaries.facts import MunicipalityFacts
from wards.importers.boundaries.formats import MUNICIPALITY
from wards.importers.boundaries.layers import Layer, choose_layer, list_layers, read_layer
from wards.importers.boundaries.mapping import ColumnMap, WardRow, map_columns, read_facts
from wards.importers.boundaries.municipalities import merge, municipalities_of, read_companions
from wards.importers.boundaries.options import PLACE, Progress, WardImportOptions
from wards.importers.boundaries.selection import (
    find_repeated,
    point_at_homeless,
    refuse_other_country,
    refuse_other_date,
    select_rows,
)
from wards.importers.boundaries.shapes import Shapes, check_shapes, read_crs
from wards.importers.problems import Problem, Severity
from wards.rules.countries import Extent


@dataclass(frozen=True)
class WardFile:
    """What was read: each row's facts and shape (None where it cannot be taken), and everything that is wrong.

    `read` counts the rows of the file, `rows` holds those that were asked for.
    """

    layer: Layer
    column_map: ColumnMap
    crs: str
    read: int
    rows: list[WardRow]
    shapes: Shapes
    problems: list[Problem]
    municipalities: list[MunicipalityFacts]

    @property
    def bad_rows(self) -> set[int]:
        """Numbers of the rows that cannot be taken."""
        return rows_with_errors(self.problems)

    def good(self) -> tuple[list[WardRow], Shapes]:
        """The rows that can be taken, with their shapes."""
        bad = self.bad_rows
        keep = [index for index, row in enumerate(self.rows) if row.row not in bad]
        return [self.rows[index] for index in keep], self.shapes[keep]


def rows_with_errors(problems: Iterable[Problem]) -> set[int]:
    """Numbers of the rows that have an error."""
    return {each.row for each in problems if each.row is not None and each.severity == Severity.ERROR}


def read_ward_file(path: Path, options: WardImportOptions, extent: Extent | None, progress: Progress) -> WardFile:
    """Read and validate a file of wards.

    Args:
        extent: where the country lies, None where that is not known.

    Raises:
        BoundaryFileError: the file as a whole cannot be taken.
    """
    progress(_("Reading"), 0, 1)
    layers = list_layers(path)
    layer = choose_layer(layers, options.layer)
    refuse_other_country(layer, options)
    column_map = map_columns(layer.columns, layer.name, options.country, options.columns)
    crs = _crs_of(layer, options)
    frame = _read_frame(layer, column_map.columns, options.encoding)
    rows, problems = _read_rows(frame, column_map, options)
    progress(_("Checking boundaries"), 0, 1)
    shapes = np.asarray(frame.geometry.array, dtype=object)[[row.row - 1 for row in rows]]
    checked = check_shapes(shapes, crs, None if PLACE in options.allow else extent, options.country)
    problems = _gather(rows, problems, checked.problems)
    return WardFile(
        layer=layer,
        column_map=column_map,
        crs=_name(crs),
        read=len(frame),
        rows=rows,
        shapes=checked.shapes,
        problems=problems,
        municipalities=_municipalities(_without_errors(rows, problems), layers, layer, column_map, options.country),
    )


def _crs_of(layer: Layer, options: WardImportOptions) -> CRS:
    """The layer's reference system; TopoJSON cannot declare one, and is WGS 84 by the same custom as GeoJSON."""
    usual = "EPSG:4326" if layer.driver == "TopoJSON" else None
    return read_crs(layer.crs or usual, options.crs)


def _name(crs: CRS) -> str:
    authority = crs.to_authority()
    return ":".join(authority) if authority else crs.name


def _read_frame(layer: Layer, columns: Sequence[str], encoding: str) -> GeoDataFrame:
    """The layer's rows with the columns that are needed; a shape that cannot be read at all is left empty."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is wrong with a row is said row by row afterwards
        frame = read_layer(layer, columns=columns, encoding=encoding or None, on_invalid="ignore")
    if not isinstance(frame, GeoDataFrame):
        raise BoundaryFileError(_("The layer %(name)s is a table without shapes.") % {"name": layer.name})
    if frame.empty:
        raise BoundaryFileError(_("The layer %(name)s has no rows.") % {"name": layer.name})
    return frame.rename_geometry("geometry") if frame.geometry.name != "geometry" else frame


def _read_rows(
    frame: GeoDataFrame, column_map: ColumnMap, options: WardImportOptions
) -> tuple[list[WardRow], list[Problem]]:
    """The facts of the rows that were asked for, and what is wrong with any row's."""
    rows, problems = read_facts(column_map, frame.drop(columns="geometry").to_dict("records"))
    rows = select_rows(rows, options, MUNICIPALITY in column_map.patterns)
    refuse_other_date(rows, options)
    if MUNICIPALITY in column_map.patterns:
        problems += point_at_homeless(rows, column_map.patterns[MUNICIPALITY])
    return rows, problems


def _without_errors(rows: Sequence[WardRow], problems: Sequence[Problem]) -> list[WardRow]:
    bad = rows_with_errors(problems)
    return [row for row in rows if row.row not in bad]


def _gather(rows: Sequence[WardRow], of_facts: Sequence[Problem], of_shapes: Sequence[Problem]) -> list[Problem]:
    """Every problem of the rows that were asked for, by row."""
    wanted = {row.row for row in rows}
    problems = [problem for problem in of_facts if problem.row is None or problem.row in wanted]
    problems += find_repeated(rows)
    problems += [replace(each, row=rows[each.row - 1].row) for each in of_shapes if each.row]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _municipalities(
    rows: Sequence[WardRow], layers: Sequence[Layer], layer: Layer, column_map: ColumnMap, country: str
) -> list[MunicipalityFacts]:
    """The municipalities of the rows and their districts, with what layers beside the wards say of them."""
    companions = read_companions((each for each in layers if each is not layer), country)
    from_rows = municipalities_of(rows, country, column_map.format)
    needed = {each.code for each in from_rows}
    known = {each.code: each for each in merge([*companions, *from_rows])}
    needed |= {known[code].district for code in needed if known[code].district in known}
    return [each for code, each in known.items() if code in needed]
