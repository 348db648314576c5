"""Measures look-ups, imports and pages, each beside a baseline in the same run: `make bench`."""
