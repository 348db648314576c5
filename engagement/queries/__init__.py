"""Reads, among them the one truth about who may see what."""
