"""A cell as text, whatever type the file gave it."""

from datetime import date, datetime
from typing import Any


def cell_text(value: Any) -> str:
    """Whole numbers without a decimal point, days as YYYY-MM-DD, lists with semicolons between, space collapsed."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    return " ".join(str(value).split())


def plain_cell(text: str) -> str:
    """Text for a cell of a table: what a spreadsheet would take for a formula begins with an apostrophe."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
