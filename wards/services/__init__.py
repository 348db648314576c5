"""Verbs of the wards floor: each guards, locks, changes and returns, in one transaction."""
