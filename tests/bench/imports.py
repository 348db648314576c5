"""Loading a country's boundaries by `import_wards`, beside only reading the file with geopandas."""

from tests.bench.landmarks import Source
from tests.bench.process import run_measured
from tests.bench.report import Table
from tests.bench.scratch import Scratch


def measure_import(place: Scratch, source: Source) -> Table:
    """Load the file as an operator does, in a process of its own; the wards are in force afterwards."""
    read = run_measured(place, "tests/bench/reading.py", source.layer)
    loaded = run_measured(place, "manage.py", "import_wards", str(source.file), *source.options)
    again = run_measured(place, "manage.py", "import_wards", str(source.file), *source.options, "--dry-run")
    place.manage("activate_wards", source.edition, "--all", "--on", source.published_on)
    with place.connect() as connection:
        connection.execute("ANALYZE")
    costs = {
        "`import_wards`: checked, repaired, drawn, stored": loaded,
        "the same file once more, as a dry run": again,
        "baseline: read with geopandas alone": read,
    }
    return Table(
        title=f"Loading the wards of a country ({source.title})",
        columns=["", "seconds", "peak memory"],
        rows=[[name, f"{cost.seconds:.1f}", cost.peak] for name, cost in costs.items()],
        notes=["Seconds from starting the process to its end. Memory is the kernel's own note of the peak."],
    )
