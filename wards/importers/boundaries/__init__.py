"""Reading ward boundaries from spatial files: read and validate; `wards.services.ward_imports` plans and applies.

A format is data (`formats`), not a program. Only this package, and the service that calls it, use geopandas and its
kin; nothing that serves a web request imports them.
"""
