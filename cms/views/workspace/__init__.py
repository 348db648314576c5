"""Pages of Wagtail that list more than the person's own, each narrowed to it."""
