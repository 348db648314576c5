"""Which files GDAL may open, and with what: a file chosen by a stranger must not choose where GDAL reads.

Left to itself GDAL tells a file's kind by its content and has some hundred kinds, among them some that name other
files or addresses to read (VRT, WFS, a stored pipeline).
"""

import re

import pyogrio
from pyogrio import _ogr

DRIVERS = {
    "ESRI Shapefile": "Shapefile",
    "GeoJSON": "GeoJSON",
    "TopoJSON": "TopoJSON",
    "GPKG": "GeoPackage",
    "KML": "KML",
    "LIBKML": "KML",
}
"""The formats that are read, by the name that GDAL gives them."""
HEAD_BYTES = 4096
_BEGINNINGS = (b"\x00\x00\x27\x0a", b"SQLite format 3\x00", b"PK\x03\x04")
"""Of a Shapefile, a GeoPackage and a packed KML."""
_TABLE_VERSIONS = b"\x03\x30\x83\x8b\xf5"
"""First bytes of a Shapefile's table (.dbf), which may come alone with names and codes."""
_KML = re.compile(rb"<(\w+:)?kml[\s>]")


def begins_as_spatial_file(head: bytes) -> bool:
    """Whether a file's first HEAD_BYTES are those of a format that is read."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(_BEGINNINGS) or (head and head[0] in _TABLE_VERSIONS):
        return True
    return text.startswith(b"{") or (text.startswith(b"<") and bool(_KML.search(text)))


def forget_other_drivers() -> None:
    """Leave GDAL in this process no driver but DRIVERS, and no address of the web."""
    others = sorted(set(pyogrio.list_drivers()) - set(DRIVERS))
    pyogrio.set_gdal_config_options({"OGR_SKIP": ",".join(others), "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none"})
    _ogr._register_drivers()  # GDAL drops what is to be skipped whenever it registers drivers


forget_other_drivers()
