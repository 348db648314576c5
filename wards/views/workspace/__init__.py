"""The wards' part of the staff workspace (Wagtail's admin)."""
