"""A table that works on a phone."""

from dataclasses import dataclass
from typing import Any

from wards.components.base import DeclaredComponent, Text


@dataclass(frozen=True)
class Column:
    """A column's heading; whether it holds numbers, which stand at its end; and whether it names the row."""

    label: Text
    is_number: bool = False
    is_heading: bool = False


@dataclass(frozen=True)
class DataTable(DeclaredComponent):
    """Rows and columns with a caption. On a narrow screen each row becomes a block of named values.

    Attributes:
        caption: what the table tells.
        columns: each a Column: label, is_number, is_heading.
        rows: each as many cells as there are columns: words, or components.
        empty: what to say where there is no row.
    """

    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple, ...]
    empty: Text = ""

    template_name = "components/data_table.html"

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple(map(tuple, self.rows)))
        super().__post_init__()
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"DataTable: row {number} has {len(row)} cells, and {len(self.columns)} columns.")

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """The arguments, with each cell beside its column."""
        rows = [list(zip(self.columns, row, strict=True)) for row in self.rows]
        return super().get_context_data() | {"rows": rows}
