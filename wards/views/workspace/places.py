"""Named places in the workspace."""

from typing import Any

from django import forms
from django.contrib.gis.geos import Point
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from wards.models import Place
from wards.rules.names import normalise_name
from wards.services.places import search_text
from wards.views.workspace.scope import ScopedForm, ScopedIndexView, ScopedViewSet


class PlaceForm(ScopedForm):
    """A place with its position in two boxes and its other names one a line."""

    names_by_line = forms.CharField(
        label=gettext_lazy("Other names"),
        help_text=gettext_lazy("One a line: how people call it, former names, names in other languages."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    latitude = forms.FloatField(
        label=gettext_lazy("Latitude"), min_value=-90, max_value=90, help_text=gettext_lazy("Such as -26.2041.")
    )
    longitude = forms.FloatField(
        label=gettext_lazy("Longitude"), min_value=-180, max_value=180, help_text=gettext_lazy("Such as 28.0473.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["names_by_line"].initial = "\n".join(self.instance.other_names)
            self.fields["longitude"].initial, self.fields["latitude"].initial = self.instance.point.coords
        # A place of a country's gazetteer may lie outside every municipality; one that is entered here may not.
        self.fields["municipality"].required = not self.instance.pk or self.instance.municipality_id is not None

    def clean_names_by_line(self) -> list[str]:
        """The names, each once.

        Raises:
            ValidationError: one is longer than any name.
        """
        names = [" ".join(line.split()) for line in self.cleaned_data["names_by_line"].splitlines()]
        names = list(dict.fromkeys(filter(None, names)))
        if any(len(name) > 200 for name in names):
            raise forms.ValidationError(_("A name has at most 200 letters. Is each on its own line?"))
        return names

    def save(self, commit: bool = True) -> Place:
        """Keep the place with its country and the names as they are searched."""
        cells, place = self.cleaned_data, self.instance
        place.other_names = cells["names_by_line"]
        place.point = Point(cells["longitude"], cells["latitude"], srid=4326)
        place.search_text = search_text([cells["name"], *place.other_names])
        if cells["municipality"]:
            place.country = cells["municipality"].country
        return super().save(commit)


class PlaceIndexView(ScopedIndexView):
    """Places, searched by any of their names as residents search them."""

    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Place]:
        return super().get_base_queryset().select_related("municipality")

    def search_queryset(self, queryset: QuerySet[Place]) -> QuerySet[Place]:
        """Places of which a name, or the number in the source, holds what was typed."""
        if not self.search_query:
            return queryset
        typed = normalise_name(self.search_query)
        return queryset.filter(Q(search_text__contains=typed) | Q(source_id=self.search_query))


class PlaceViewSet(ScopedViewSet):
    """The gazetteer."""

    model = Place
    name = "places"
    icon = "site"
    menu_label = gettext_lazy("Places")
    index_view_class = PlaceIndexView
    list_display = ("name", "kind", "municipality", "source")
    list_export = ("name", "kind", "municipality", "source", "source_id")
    list_per_page = 50
    inspect_view_fields = (
        *("name", "other_names", "kind", "municipality", "country", "point", "source", "source_id"),
        "search_text",
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("names_by_line"),
            FieldPanel("kind"),
            FieldPanel("municipality"),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")], heading=gettext_lazy("Position")),
        ],
        base_form_class=PlaceForm,
    )
