"""Secrets that everybody knows: for the demo and for tests. Production refuses to start with any of them."""

SECRET_KEY = "demo-only-secret-key-that-everybody-can-read-and-nobody-may-use"
FIELD_KEY = "demo-only-field-key"
BLIND_INDEX_KEY = "demo-only-blind-index-key"
TIMELINE_KEY = "demo-only-timeline-key"

ALL = frozenset({SECRET_KEY, FIELD_KEY, BLIND_INDEX_KEY, TIMELINE_KEY})
