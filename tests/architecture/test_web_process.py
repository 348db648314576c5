"""A process that answers residents stays small: the libraries that read spatial files belong to importers."""

import json
import subprocess
import sys

from tests.architecture.floors import ROOT

HEAVY = ("geopandas", "pandas", "pyogrio", "shapely", "pyproj", "openpyxl")

_EVERY_ADDRESS = """
import json, sys
from cms.wsgi import application
from django.urls import get_resolver
def visit(resolver):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            visit(entry)
visit(get_resolver())
print(json.dumps([name for name in sys.argv[1:] if name in sys.modules]))
"""


def loaded(script: str) -> list[str]:
    """Which of the heavy libraries a fresh process holds after a script."""
    done = subprocess.run(
        [sys.executable, "-c", script, *HEAVY], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_a_web_process_loads_no_library_of_spatial_files() -> None:
    assert loaded(_EVERY_ADDRESS) == []


def test_such_a_library_would_be_noticed() -> None:
    assert "openpyxl" in loaded("import openpyxl" + _EVERY_ADDRESS)
