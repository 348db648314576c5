"""The pieces that pages are drawn with. Each declares its arguments, refuses wrong ones, and looks the same everywhere.

In Python: `Tag("Answered", "ok")`, drawn by `{% component tag %}`. In a template: `{% draw "Tag" words=... %}`, see
`wards.templatetags.components`. The workspace shows all of them at `/admin/design/`.
"""

from wards.components.base import DeclaredComponent, Text
from wards.components.figures import Fact, Facts, Figure, Figures
from wards.components.links import Actions, Button, Chip, Chips, Crumbs, Icon, Link, Pagination, SearchBox
from wards.components.maps import MapFrame
from wards.components.states import EmptyState, ErrorState, ErrorSummary, LoadingState, OfflineState
from wards.components.surfaces import Card, Person, TaskCard
from wards.components.tables import Column, DataTable
from wards.components.words import Notice, Tag

__all__ = [
    "Actions",
    "Button",
    "Card",
    "Chip",
    "Chips",
    "Column",
    "Crumbs",
    "DataTable",
    "DeclaredComponent",
    "EmptyState",
    "ErrorState",
    "ErrorSummary",
    "Fact",
    "Facts",
    "Figure",
    "Figures",
    "Icon",
    "Link",
    "LoadingState",
    "MapFrame",
    "Notice",
    "OfflineState",
    "Pagination",
    "Person",
    "SearchBox",
    "Tag",
    "TaskCard",
    "Text",
]
