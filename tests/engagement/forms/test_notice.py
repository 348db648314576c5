"""The notice that stands beside forms that take personal data, and what is kept of it."""

from datetime import date, datetime, timedelta

import pytest
from django import forms
from django.utils import translation
from wagtail.models import Page, Site

from cms.models import SiteSettings
from engagement.form_notices import NOTICES, RAISE, SIGN_UP
from engagement.forms.notice import NoticeMixin
from engagement.models import PrivacyNotice, RetentionRule
from engagement.notices import FormNotice
from engagement.queries.notices import notice_of
from engagement.services.notices import keep_notice
from tests.engagement.cast import NOW, Cast
from wards.models import Municipality

pytestmark = pytest.mark.django_db


class WordsForm(NoticeMixin):
    """A form like those that take personal data."""

    notice_form = RAISE
    words = forms.CharField()


def shown(municipality: Municipality | None, at: datetime = NOW) -> dict[str, str]:
    """What a browser sends when the form was shown at that hour."""
    return {"words": "Dark.", "notice": WordsForm(municipality=municipality, at=at)["notice"].value()}


def heading(notice_text: str, name: str) -> str:
    """What a notice says under a heading."""
    return notice_text.split(f"{name}\n")[1].split("\n\n")[0]


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.key)
def test_every_notice_tells_what_section_18_of_popia_asks(cast: Cast, notice: FormNotice) -> None:
    text = notice_of(notice.key, cast.municipality, at=NOW).text
    for name in (
        "Who asks",
        "What for",
        "What you must give",
        "Who receives it",
        "How long it is kept",
        "Under which law",
        "Other countries",
        "Your rights",
        "Information Officer",
    ):
        assert heading(text, name), name
    assert "POPIAComplaints@inforegulator.org.za" in heading(text, "Complaints")
    assert "%(" not in text


def test_the_municipality_and_its_officer_come_from_the_settings_of_its_site(cast: Cast) -> None:
    site = Site.objects.create(hostname="kha.example.org", root_page=Page.objects.get(depth=1))
    cast.municipality.site = site
    cast.municipality.save()
    settings = SiteSettings.for_site(site)
    settings.address, settings.phone = "Town Hall\n1 Market Square", "010 555 0100"
    settings.information_officer = "T. Mokoena, privacy@kha.example.org"
    settings.save()
    text = notice_of(RAISE, cast.municipality, at=NOW).text
    assert heading(text, "Who asks") == "Municipality KHA, Town Hall, 1 Market Square, 010 555 0100"
    assert heading(text, "Information Officer") == "T. Mokoena, privacy@kha.example.org"
    assert heading(text, "Other countries") == "Nothing of it is sent to another country."
    SiteSettings.objects.filter(pk=settings.pk).update(data_abroad="Text messages are carried by a company in Ireland.")
    assert "Ireland" in heading(notice_of(RAISE, cast.municipality, at=NOW).text, "Other countries")


def test_periods_are_those_that_the_municipality_decided(cast: Cast) -> None:
    assert "until 12 months after" in notice_of(RAISE, cast.municipality, at=NOW).text
    RetentionRule.objects.create(
        municipality=cast.municipality, kind="concern", contact=18, words=36, photos=12, follows=3
    )
    assert "until 18 months after" in notice_of(RAISE, cast.municipality, at=NOW).text
    assert "until 12 months after" in notice_of(RAISE, cast.elsewhere, at=NOW).text


def test_what_was_shown_is_kept_once_with_the_day_on_which_it_was_shown(cast: Cast) -> None:
    tomorrow = NOW + timedelta(days=1)
    form = WordsForm(shown(cast.municipality), municipality=cast.municipality, at=tomorrow)
    assert form.is_valid()
    kept = keep_notice(shown=form.notice_taken())
    assert kept.version == date(2026, 3, 2)
    assert kept.text == notice_of(RAISE, cast.municipality, at=tomorrow).text
    again = WordsForm(shown(cast.municipality, tomorrow), municipality=cast.municipality, at=tomorrow)
    assert again.is_valid()
    assert keep_notice(shown=again.notice_taken()) == kept
    assert PrivacyNotice.objects.count() == 1


def test_a_form_whose_notice_changed_comes_back_with_what_was_typed(cast: Cast) -> None:
    sent = shown(cast.municipality)
    RetentionRule.objects.create(
        municipality=cast.municipality, kind="concern", contact=18, words=36, photos=12, follows=3
    )
    form = WordsForm(sent, municipality=cast.municipality, at=NOW)
    assert not form.is_valid()
    assert "has changed meanwhile" in form.non_field_errors()[0]
    assert form["words"].value() == "Dark."
    once_more = sent | {"notice": form["notice"].value()}
    assert WordsForm(once_more, municipality=cast.municipality, at=NOW).is_valid()


@pytest.mark.parametrize("token", ["", "invented", "WyJhIiwiMjAyNi0wMS0wMSJd:a:b"])
def test_a_form_that_does_not_say_what_was_shown_comes_back(cast: Cast, token: str) -> None:
    form = WordsForm({"words": "Dark.", "notice": token}, municipality=cast.municipality, at=NOW)
    assert not form.is_valid()


def test_another_municipality_and_another_language_have_notices_of_their_own(cast: Cast) -> None:
    here = notice_of(RAISE, cast.municipality, at=NOW)
    with translation.override("zu"):
        assert notice_of(RAISE, cast.municipality, at=NOW).digest != here.digest
    assert notice_of(RAISE, cast.elsewhere, at=NOW).digest != here.digest
    assert notice_of(SIGN_UP, None, at=NOW).municipality_id is None
