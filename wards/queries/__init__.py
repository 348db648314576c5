"""Reads of the wards floor."""
