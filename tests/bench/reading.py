"""The baseline of an import: read a spatial file with geopandas, and nothing else."""

import sys

import geopandas

if __name__ == "__main__":
    print(f"{len(geopandas.read_file(sys.argv[1])):,} rows")
