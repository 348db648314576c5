"""A component takes what it declares, and refuses the rest where the mistake is made."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from wards.components import (
    Actions,
    Button,
    Card,
    Chip,
    Chips,
    Column,
    DataTable,
    DeclaredComponent,
    EmptyState,
    Figure,
    Figures,
    MapFrame,
    Notice,
    Person,
    Tag,
)
from wards.rules.svg import Shape


def drawn(source: str, **context: object) -> str:
    return Template("{% load components laces %}" + source).render(Context(context))


def test_a_misspelt_argument_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        Tag("Answered", colour="ok")


def test_a_word_that_is_none_of_the_choices_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match=r"Tag\.tone is one of '', 'ok', 'wait', 'late', 'info', not 'green'"):
        Tag("Answered", "green")


@pytest.mark.parametrize("words", [None, 3, b"bytes", ["a"]])
def test_what_is_no_text_is_refused(words: object) -> None:
    with pytest.raises(TypeError, match=r"Tag\.words is to be"):
        Tag(words)


def test_a_text_may_be_translated_late() -> None:
    assert Tag(gettext_lazy("Wards")).render_html() == '<span class="tag">Wards</span>'


def test_a_part_of_the_wrong_kind_is_refused() -> None:
    with pytest.raises(TypeError, match=r"Chips\.chips"):
        Chips([Chip("Ward 1", "/1/"), "Ward 2"])
    with pytest.raises(TypeError, match=r"Card\.tag"):
        Card("A card", tag="late")


def test_a_list_is_taken_for_a_tuple() -> None:
    chips = [Chip("Ward 1", "/1/")]
    assert Chips(chips) == Chips(tuple(chips))


def test_a_component_that_declares_nothing_is_refused() -> None:
    class Undeclared(DeclaredComponent):
        template_name = "components/tag.html"

    with pytest.raises(TypeError, match="make it a frozen dataclass"):
        Undeclared().render_html()


def test_a_component_does_not_change_once_it_is_made() -> None:
    tag = Tag("Answered")
    with pytest.raises(AttributeError):
        tag.words = "Refused"


@pytest.mark.parametrize("make", [Notice, EmptyState])
def test_either_plain_words_or_drawn_ones(make: type) -> None:
    with pytest.raises(ValueError, match="exactly one of text, body"):
        make()
    with pytest.raises(ValueError, match="exactly one of text, body"):
        make(text="One", body="Two")


def test_what_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one button"):
        Actions([])
    with pytest.raises(ValueError, match="belong to a form's button"):
        Button("Go", url="/", name="go")
    with pytest.raises(ValueError, match="of how many"):
        Figures([Figure("82 %", "answered in time")])
    with pytest.raises(ValueError, match="row 2 has 1 cells, and 2 columns"):
        DataTable("Wards", [Column("Ward"), Column("Voters", is_number=True)], [["1", "2"], ["3"]])
    with pytest.raises(ValueError, match="says in words what the drawing shows"):
        MapFrame("/map/", shapes=[Shape("M0 0", False, "", 0, 0)])


def test_markup_in_an_argument_is_shown_as_text() -> None:
    evil = "<script>alert(1)</script>"
    pieces = [
        Tag(evil),
        Notice(evil, title=evil),
        EmptyState(evil, title=evil),
        Card(evil, text=evil, meta=[evil]),
        Person(evil, initials=evil, lines=[evil], notes=[evil]),
        Chips([Chip(evil, evil)]),
        Button(evil, url=evil, hint=evil),
        DataTable(evil, [Column(evil)], [[evil]]),
    ]
    for piece in pieces:
        assert "&lt;script&gt;" in piece.render_html()
        assert "<script" not in piece.render_html()


def test_a_photo_is_markup_and_says_so() -> None:
    assert "<img" in Person("Councillor", photo=mark_safe('<img src="/a.jpg" alt="">')).render_html()
    with pytest.raises(TypeError, match=r"Person\.photo"):
        Person("Councillor", photo='<img src="/a.jpg" alt="">')


# In templates


def test_a_template_draws_a_component_from_arguments_and_from_python() -> None:
    assert drawn('{% draw "Tag" words=words tone="ok" %}', words="Done") == drawn(
        "{% component t %}", t=Tag("Done", "ok")
    )


def test_what_stands_around_becomes_the_body() -> None:
    page = drawn('{% around "Notice" kind="danger" %}<p>{{ words }}</p>{% endaround %}', words="a < b")
    assert page == '<div class="notice danger"><p>a &lt; b</p></div>'


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('{% draw "Tagg" words="a" %}', "there is no component 'Tagg'"),
        ('{% draw "Text" words="a" %}', "there is no component 'Text'"),
        ('{% draw "DeclaredComponent" %}', "there is no component"),
        ("{% draw %}", "there is no component ''"),
        ('{% draw "Tag" words="a" colour="ok" %}', "Tag takes words, tone; it does not take colour"),
        ('{% draw "Tag" "a" %}', "does not take"),
        ('{% around "Tag" %}a{% endaround %}', "Tag takes no body"),
    ],
)
def test_a_template_with_a_mistake_is_refused_when_it_is_read(source: str, reason: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=reason):
        Template("{% load components %}" + source)


def test_a_component_knows_nothing_of_the_page_around_it() -> None:
    @dataclass(frozen=True)
    class Bare(DeclaredComponent):
        words: str
        template_name = "components/tag.html"

    assert "late" not in drawn("{% component bare %}", bare=Bare("a"), tone="late")
