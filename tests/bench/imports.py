"""Loading a country's boundaries, beside only reading the file."""

import geopandas

from tests.bench.landmarks import Source
from tests.bench.scratch import Scratch

_PLACES = """
    INSERT INTO wards_delimitation (country, edition, published_on, note)
        VALUES (%(country)s, '2020', '2020-11-26', '');
    INSERT INTO wards_municipality (country, code, name, category)
        SELECT DISTINCT %(country)s, left(code, length(code) - 3), left(code, length(code) - 3), 'other' FROM loaded;
    INSERT INTO wards_ward (municipality_id, delimitation_id, code, number, name, boundary, outline, label_point)
        SELECT m.id, d.id, l.code, right(l.code, 3)::int, '', ST_Multi(l.shape), ST_Multi(l.shape),
               ST_PointOnSurface(l.shape)
        FROM loaded l JOIN wards_municipality m ON m.code = left(l.code, length(l.code) - 3), wards_delimitation d;
    INSERT INTO wards_activation (municipality_id, delimitation_id, starts_on, in_force, set_at)
        SELECT m.id, d.id, '2021-11-01', '[2021-11-01,)', now() FROM wards_municipality m, wards_delimitation d;
    ANALYZE wards_ward;
"""


def load_wards(place: Scratch, source: Source) -> None:
    frame = geopandas.read_file(source.layer).to_crs(4326)
    frame.geometry = frame.geometry.make_valid()
    with place.connect() as connection:
        connection.execute("CREATE TEMPORARY TABLE loaded (code text, shape geometry(Geometry, 4326))")
        with connection.cursor().copy("COPY loaded FROM STDIN") as rows:
            for code, shape in zip(frame[source.code_column], frame.geometry.to_wkb(hex=True), strict=True):
                rows.write_row((code, shape))
        connection.execute("UPDATE loaded SET shape = ST_CollectionExtract(shape, 3)")
        for statement in _PLACES.split(";\n"):
            if statement.strip():
                words = {"country": source.country} if "%(" in statement else None
                connection.execute(statement, words)
