"""The living page of the design: complete, explained, in every scheme, for staff alone."""

import inspect

import pytest
from django.test import Client
from laces.components import Component

from cms.views.design.arguments import arguments_of, kind_of
from cms.views.design.longer import longer
from cms.views.design.samples import pieces
from cms.views.design.sheet import Scheme, colours_of, sheet_for, site_sheet
from engagement.enums import Role
from engagement.models import User
from tests.architecture.floors import APPS
from tests.engagement.cast import make_staff, make_user
from tests.engagement.sessions import browser_of
from tests.wards.factories import MunicipalityFactory
from wards.components import DeclaredComponent

PAGES = ("/admin/design/", "/admin/design/pieces/", "/admin/design/imbizo.css")
OF_THE_WORKSPACE = "wards.views.workspace"
"""Pieces of the workspace wear Wagtail's own style and stand in its pages alone."""


def component_classes(base: type = Component) -> set[type]:
    """Every component class of this project, however deep it inherits."""
    found = {base} if base.__module__.split(".")[0] in APPS and base is not DeclaredComponent else set()
    return found.union(*(component_classes(cls) for cls in base.__subclasses__()))


@pytest.fixture
def staff() -> User:
    return make_staff(MunicipalityFactory(), Role.MODERATOR)


@pytest.fixture
def editor(staff: User) -> Client:
    return browser_of(staff)


# What is shown


def test_every_component_of_the_project_is_shown_in_some_state() -> None:
    shown = {type(sample.component) for piece in pieces() for sample in piece.samples}
    classes = {cls for cls in component_classes() if not cls.__module__.startswith(OF_THE_WORKSPACE)}
    assert len(classes) > 20
    assert classes - shown == set()


@pytest.mark.parametrize("cls", sorted(component_classes(DeclaredComponent), key=lambda cls: cls.__name__))
def test_every_argument_is_explained(cls: type[DeclaredComponent]) -> None:
    assert inspect.getdoc(cls)
    assert all(argument.about.endswith(".") for argument in arguments_of(cls))


def test_an_argument_is_told_in_words() -> None:
    told = {argument.name: argument for piece in pieces() if piece.name == "Notice" for argument in piece.arguments}
    assert told["kind"].kind == "'warn' | 'danger' | 'good' | 'info'"
    assert told["kind"].default == "'warn'"
    assert told["kind"].about.startswith("warn for what may surprise, danger for what may hurt,")
    assert told["is_news"].kind == "True | False"
    assert kind_of(tuple[DeclaredComponent, ...]) == "several DeclaredComponent"
    assert kind_of(int | None) == "int or None"


# Who may look


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_whoever_is_in_the_workspace_may_look_and_nobody_else(path: str, editor: Client) -> None:
    assert editor.get(path).status_code == 200
    for browser in (
        Client(),
        browser_of(make_user("resident")),
        browser_of(make_user("superuser"), second_factor=False),
    ):
        assert browser.get(path).status_code in (302, 403)


# How it is looked at


@pytest.mark.django_db
def test_the_page_lists_arguments_and_draws_samples_under_the_chosen_scheme(editor: Client) -> None:
    page = editor.get("/admin/design/pieces/?scheme=dark").content.decode()
    assert 'href="/admin/design/imbizo.css?scheme=dark"' in page
    assert 'id="PromiseBox"' in page
    assert "<code>promise</code>" in page
    assert 'class="promise late"' in page
    assert "autofocus" not in page


@pytest.mark.django_db
def test_the_frame_keeps_the_choice_and_links_the_others(editor: Client) -> None:
    page = editor.get("/admin/design/?scheme=contrast&longer=1").content.decode()
    assert 'src="/admin/design/pieces/?scheme=contrast&amp;longer=1"' in page
    assert 'href="?scheme=dark&amp;longer=1"' in page
    assert 'href="?scheme=contrast" aria-current="true"' in page


@pytest.mark.django_db
def test_what_is_not_understood_is_light(editor: Client) -> None:
    assert editor.get("/admin/design/imbizo.css?scheme=pink").content.decode() == sheet_for(Scheme.LIGHT)


@pytest.mark.django_db
def test_words_grow_and_the_page_stays_whole(editor: Client) -> None:
    plain = editor.get("/admin/design/pieces/").content.decode()
    grown = editor.get("/admin/design/pieces/?longer=1").content.decode()
    assert grown.count("<div") == plain.count("<div")
    assert "by residents" in plain
    assert "by residenttttts" in grown


def test_a_word_grows_by_two_fifths_and_what_is_no_word_does_not() -> None:
    assert longer("<p class='answer'>Answer &amp; 12 of us</p>") == "<p class='answer'>Answeeer &amp; 12 of us</p>"
    assert longer("<code>promise</code><script>let word</script>") == "<code>promise</code><script>let word</script>"


@pytest.mark.parametrize("scheme", Scheme)
def test_a_scheme_decides_every_question_to_the_screen(scheme: Scheme) -> None:
    sheet = sheet_for(scheme)
    assert "prefers-color-scheme" not in sheet
    assert "prefers-contrast" not in sheet
    assert "@media print" not in sheet
    assert f"color-scheme: {'dark' if 'dark' in scheme else 'light'};" in sheet


def test_dark_is_what_the_sheet_itself_calls_dark() -> None:
    dark = colours_of(Scheme.DARK)
    assert dark["ink"] != colours_of(Scheme.LIGHT)["ink"]
    block = sheet_for(Scheme.DARK).partition("@media all {")[2].partition("}")[0]
    assert f"--ink: {dark['ink']}" in block
    assert block in site_sheet()
