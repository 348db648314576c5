"""The demo comes and goes as a whole, in demo mode alone."""

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from cms.demo.loading import is_in_use_by_others, load
from engagement.models import User
from tests.cms.demo.conftest import AT, rows
from tests.engagement.cast import assemble

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("command", ["load_demo", "delete_demo"])
def test_commands_refuse_outside_demo_mode(command: str, settings) -> None:
    settings.DEMO = False
    before = rows()
    with pytest.raises(CommandError, match="This is not the demo"):
        call_command(command)
    assert rows() == before


def test_a_load_that_fails_leaves_nothing(settings, monkeypatch) -> None:
    settings.DEMO, settings.SMS_TRANSPORT = True, "cms.demo.phones.Transport"
    before = rows()
    monkeypatch.setattr("cms.demo.council.gather_committees", lambda wards: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(at=AT)
    assert rows() == before


def test_a_database_is_in_use_by_others_once_it_holds_people_or_municipalities() -> None:
    assert not is_in_use_by_others()
    with transaction.atomic():
        assemble()
        assert is_in_use_by_others()
        transaction.set_rollback(True)
    User.objects.create_user(email="first@example.org")
    assert is_in_use_by_others()
