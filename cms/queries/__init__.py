"""Reads of the site."""
