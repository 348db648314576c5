"""Residents are found by what is stored encrypted, also while keys rotate."""

import logging
from typing import Any

import pytest
from phonenumber_field.phonenumber import PhoneNumber

from engagement.models import Resident
from engagement.rules.contacts import by_email, by_phone
from tests.engagement.cast import EMAIL, NAME, NOW, Cast

pytestmark = pytest.mark.django_db


def test_an_address_is_found_however_it_is_typed(cast: Cast) -> None:
    cast.raised()
    assert Resident.objects.with_contact(by_email(f" {EMAIL.upper()} ")).exists()
    assert not Resident.objects.with_contact(by_email("somebody.else@example.org")).exists()


def test_what_was_stored_under_the_old_key_is_found_under_the_new_one(cast: Cast, settings: Any) -> None:
    cast.raised()
    old = Resident.objects.get().email_index
    settings.BLIND_INDEX_KEYS = ["a new key", *settings.BLIND_INDEX_KEYS]
    assert Resident.objects.with_contact(by_email(EMAIL)).exists()
    later = Resident(municipality=cast.municipality, created_at=NOW)
    later.set_email(EMAIL)
    later.save()
    assert later.email_index != old
    assert Resident.objects.with_contact(by_email(EMAIL)).count() == 2


def test_under_a_key_that_is_gone_nobody_is_found(cast: Cast, settings: Any) -> None:
    cast.raised()
    settings.BLIND_INDEX_KEYS = ["another installation's key"]
    assert not Resident.objects.with_contact(by_email(EMAIL)).exists()


def test_a_telephone_is_found_in_any_spelling(cast: Cast) -> None:
    resident = Resident(municipality=cast.municipality, created_at=NOW)
    resident.set_phone(PhoneNumber.from_string("082 123 4567", region="ZA"))
    resident.save()
    assert Resident.objects.with_contact(by_phone("+27821234567")).get() == resident
    assert Resident.objects.get().phone == "+27821234567"


def test_a_resident_in_a_log_is_a_number(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    resident = cast.raised().resident
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("Looking at %s and %r", resident, resident)
    assert str(resident.pk) in caplog.text
    assert NAME not in caplog.text
    assert EMAIL not in caplog.text
