"""The demo comes and goes as a whole, in demo mode alone."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.models import PageLogEntry
from wagtail.search.models import IndexEntry

from cms.demo.loading import delete, is_in_use_by_others, load
from engagement.models import User
from engagement.rules.contacts import by_email
from engagement.services.access import answer_access_requests, request_access
from tests.cms.demo.conftest import AT
from tests.engagement.cast import assemble
from tests.wards.factories import DelimitationFactory, MunicipalityFactory, make_grid
from wards.models import Ward

pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    """How many rows each table has; but for the search's index and the log of pages, which follow the others."""
    models = set(apps.get_models()) - {IndexEntry, PageLogEntry}
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.mark.parametrize("command", ["load_demo", "delete_demo"])
def test_commands_refuse_outside_demo_mode(command: str, settings) -> None:
    settings.DEMO = False
    before = rows()
    with pytest.raises(CommandError, match="This is not the demo"):
        call_command(command)
    assert rows() == before


def test_loaded_twice_it_is_there_once(settings, capsys) -> None:
    settings.DEMO, settings.SMS_TRANSPORT = True, "cms.demo.phones.Transport"
    call_command("load_demo", letters=3)
    once = rows()
    call_command("load_demo", letters=3)
    assert rows() == once
    assert once["wards.Ward"] > 0
    assert "loaded already" in capsys.readouterr().out


def test_a_load_that_fails_leaves_nothing(settings, monkeypatch) -> None:
    settings.DEMO, settings.SMS_TRANSPORT = True, "cms.demo.phones.Transport"
    before = rows()
    monkeypatch.setattr("cms.demo.council.gather_committees", lambda wards: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(at=AT)
    assert rows() == before


def test_deleting_takes_what_loading_made_and_what_visitors_did_there_and_nothing_else(settings) -> None:
    settings.DEMO, settings.SMS_TRANSPORT = True, "cms.demo.phones.Transport"
    make_grid(municipality=MunicipalityFactory(code="ZZ009"), delimitation=DelimitationFactory(edition="2021"))
    elsewhere = assemble()
    # Of today: what runs by the clock in the demo's past has nothing to do with it.
    elsewhere.published(at=AT)
    before, people = rows(), set(User.objects.values_list("email", flat=True))
    load(at=AT)
    grown = {label for label, count in rows().items() if count > before[label]}
    assert grown >= {"wards.Ward", "engagement.User", "engagement.Case", "engagement.TimelineEvent"}
    ward = Ward.objects.get(code="ZZ001-005", delimitation__edition="2021")
    case = elsewhere.raised(ward=ward, email="visitor@example.org", at=AT)
    request_access(reference=case.reference, contact=by_email("visitor@example.org"), language="en", at=AT)
    answer_access_requests(at=AT)
    assert delete()
    assert rows() == before
    assert set(User.objects.values_list("email", flat=True)) == people
    assert not delete()


def test_a_database_is_in_use_by_others_once_it_holds_people_or_municipalities_but_no_demo(settings) -> None:
    assert not is_in_use_by_others()
    with transaction.atomic():
        assemble()
        assert is_in_use_by_others()
        transaction.set_rollback(True)
    User.objects.create_user(email="first@example.org")
    assert is_in_use_by_others()
    settings.DEMO, settings.SMS_TRANSPORT = True, "cms.demo.phones.Transport"
    load(at=AT)
    assert not is_in_use_by_others()
