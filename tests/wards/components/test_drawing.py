"""What a component draws: words for readers aloud, addresses, the order of things."""

import pytest
from django import forms
from django.core.paginator import Paginator

from wards.components import (
    Actions,
    Button,
    Column,
    Crumbs,
    DataTable,
    EmptyState,
    ErrorSummary,
    Fact,
    Figure,
    Figures,
    Link,
    LoadingState,
    MapFrame,
    OfflineState,
    Pagination,
    Person,
    Tag,
)


class Question(forms.Form):
    town = forms.CharField(error_messages={"required": "Enter a town"})
    size = forms.ChoiceField(
        choices=[("s", "Small"), ("l", "Large")], widget=forms.RadioSelect, error_messages={"required": "Choose a size"}
    )
    born = forms.DateField(widget=forms.SelectDateWidget, error_messages={"required": "Enter a day"})
    at = forms.SplitDateTimeField(error_messages={"required": "Enter a day and a time"})


def test_every_problem_of_a_form_leads_to_its_first_field() -> None:
    form = Question({})
    form.add_error(None, "Something else is wrong")
    page = ErrorSummary(form).render_html()
    for target, words in {
        "main": "Something else is wrong",
        "id_town": "Enter a town",
        "id_size_0": "Choose a size",
        "id_born_day": "Enter a day",
        "id_at_0": "Enter a day and a time",
    }.items():
        assert f'<a href="#{target}">{words}</a>' in page
    drawn = str(form)
    assert all(f'id="{field}"' in drawn for field in ("id_town", "id_size_0", "id_born_day", "id_at_0"))


def test_the_focus_goes_to_what_went_wrong() -> None:
    page = ErrorSummary(Question({})).render_html()
    assert "autofocus" in page
    assert 'tabindex="-1"' in page
    assert 'role="alert"' in page


def test_a_form_without_errors_has_no_summary() -> None:
    assert ErrorSummary(Question()).render_html().strip() == ""


def test_a_cell_carries_its_columns_name_for_a_narrow_screen_and_a_row_its_heading() -> None:
    table = DataTable(
        "Answered in time",
        [Column("Ward", is_heading=True), Column("Answered", is_number=True), Column("State")],
        [["Ward 3", "41", Tag("In time", "ok")]],
    )
    page = table.render_html()
    assert "<caption>Answered in time</caption>" in page
    assert '<th scope="col" class="n">Answered</th>' in page
    assert '<th scope="row">Ward 3</th>' in page
    assert '<td class="n" data-label="Answered">41</td>' in page
    assert '<td data-label="State"><span class="tag ok">In time</span>' in page


def test_a_table_without_rows_says_so_across_its_columns() -> None:
    page = DataTable("Terms", [Column("From"), Column("To")], [], empty="None yet.").render_html()
    assert '<td colspan="2">None yet.</td>' in page


def test_a_part_is_shown_with_what_it_is_a_part_of() -> None:
    page = Figures([Figure("82 %", "answered in time", "41 of 50")], "How this is counted", "/how/").render_html()
    assert "<dd>82 %</dd>" in page
    assert "(41 of 50)" in page
    assert '<a href="/how/">How this is counted</a>' in page


def test_the_first_button_is_the_main_one_only_where_it_says_so() -> None:
    page = Actions([Button("Send"), Button("Back", url="/", kind="plain"), Button("Delete", kind="warn")]).render_html()
    assert '<button class="btn">Send</button>' in page
    assert '<a class="btn plain" href="/">Back</a>' in page
    assert '<button class="btn warn">Delete</button>' in page


@pytest.mark.parametrize(("number", "shown", "hidden"), [(1, "Next", "Previous"), (3, "Previous", "Next")])
def test_the_pages_of_a_list_lead_on_and_back(number: int, shown: str, hidden: str) -> None:
    page = Paginator(range(25), 10).page(number)
    drawn = Pagination(page, "Pages of wards", query="q=water&b=1", fragment="list").render_html()
    assert shown in drawn
    assert hidden not in drawn
    assert f"Page {number} of 3" in drawn
    assert "?q=water&amp;b=1&amp;page=2#list" in drawn
    assert 'aria-label="Pages of wards"' in drawn


def test_a_list_of_one_page_has_no_way_through_it() -> None:
    assert Pagination(Paginator([1], 10).page(1), "Pages").render_html().strip() == ""


def test_home_stands_above_every_page() -> None:
    page = Crumbs([Link("Wards", "/wards/")]).render_html()
    assert page.index('href="/"') < page.index('<a href="/wards/">Wards</a>')


def test_a_person_without_photo_or_initials_is_an_empty_seat() -> None:
    assert 'class="portrait vacant"' in Person("Nobody at the moment").render_html()
    assert 'class="portrait"' in Person("Councillor", initials="ND").render_html()


def test_facts_of_a_person_are_links_where_they_lead_somewhere() -> None:
    page = Person("Councillor", "ND", facts=[Fact("Office", "021 000 0000", "tel:0210000000")]).render_html()
    assert "<dt>Office</dt>" in page
    assert '<a href="tel:0210000000">021 000 0000</a>' in page


def test_states_are_told_to_readers_aloud() -> None:
    assert 'aria-busy="true"' in LoadingState("Looking for the ward").render_html()
    assert 'aria-live="polite"' in OfflineState("Try again later.").render_html()
    assert " hidden>" in OfflineState("Try again later.").render_html()
    assert " hidden>" not in OfflineState("Try again later.", is_hidden=False).render_html()


def test_nothing_yet_says_what_to_do() -> None:
    page = EmptyState("Nothing yet.", action=Button("Find your ward", url="/wards/")).render_html()
    assert page.index("Nothing yet.") < page.index('href="/wards/"')


def test_a_map_without_a_drawing_shows_the_ring_of_people() -> None:
    page = MapFrame("/wards/map/").render_html()
    assert 'class="ring"' in page
    assert 'href="/wards/map/" data-open-map' in page
    assert "data-map=" not in page
