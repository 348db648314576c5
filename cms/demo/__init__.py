"""The demo: an invented municipality, its people, and a mailbox that everybody can read."""
