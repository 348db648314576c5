"""`/admin/design/`: the pieces that pages are drawn with, each in each of its states."""
