"""Keys change while the site runs: everything is found and read under the new ones alone."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from encrypted_fields.fields import EncryptedFieldMixin

from engagement import adapters
from engagement.models import AccessRequest, AccountPhone, Notification, Resident
from engagement.models.blind_index import contact_index
from engagement.rules.contacts import by_email, by_phone
from engagement.services import keys
from engagement.services.access import request_access
from engagement.services.keys import rotate_keys
from tests.engagement.cast import EMAIL, NAME, NOW, assemble

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = "the key of before", "the key of today"
UseKeys = Callable[..., None]


@pytest.fixture
def use_keys(settings: Any) -> Iterator[UseKeys]:
    """Go on as a server does that was started anew with other keys."""

    def use(*names: str) -> None:
        settings.SALT_KEY = [f"field {name}" for name in names]
        settings.BLIND_INDEX_KEYS = [f"index {name}" for name in names]
        fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
        for field in [*fields, adapters._cipher]:
            if isinstance(field, EncryptedFieldMixin):
                vars(field).pop("keys", None)
                vars(field).pop("f", None)

    before = settings.SALT_KEY, settings.BLIND_INDEX_KEYS
    yield use
    use()
    settings.SALT_KEY, settings.BLIND_INDEX_KEYS = before


def rows_under_others() -> int:
    """How many rows a rotation would renew."""
    return sum(found.renewed for found in rotate_keys(dry_run=True))


def test_what_lay_under_an_old_key_is_found_and_read_without_it(use_keys: UseKeys) -> None:
    use_keys(OLD)
    cast = assemble()
    case = cast.raised(contact=by_phone("+27825550123"), name=NAME)
    cast.raised(email=EMAIL, name="Somebody else")
    phone = AccountPhone(user=cast.councillor, proved_at=NOW)
    phone.set_number("+27825550124")
    phone.save()
    request_access(reference=case.reference, contact=by_phone("+27825550123"), language="en", at=NOW)
    waiting = {"dedupe_key": "waits", "template": "code", "created_at": NOW, "next_try_at": NOW + timedelta(days=900)}
    waiting["recipient_index"] = contact_index(by_email(EMAIL))
    Notification.objects.create(recipient=EMAIL, context='{"code": "123456"}', **waiting)
    secret, seed = get_adapter().encrypt("TOTP SECRET"), get_adapter().encrypt("SEED")
    Authenticator.objects.create(user=cast.councillor, type="totp", data={"secret": secret})
    Authenticator.objects.create(user=cast.councillor, type="recovery_codes", data={"seed": seed, "used_mask": 5})
    use_keys(NEW, OLD)
    assert rows_under_others() >= 6, "there must be something to renew"
    found = {rotated.table: rotated for rotated in rotate_keys(batch=2)}
    assert found["engagement.Resident"].renewed == 2
    assert rows_under_others() == 0

    use_keys(NEW)
    resident = Resident.objects.with_contact(by_phone("+27825550123")).get()
    assert (resident.name, resident.phone) == (NAME, "+27825550123")
    assert Resident.objects.with_contact(by_email(EMAIL)).get().email == EMAIL
    assert AccountPhone.objects.of_number("+27825550124").get().phone == "+27825550124"
    assert AccessRequest.objects.get().contact == by_phone("+27825550123")
    assert {message.recipient for message in Notification.objects.all()} == {EMAIL, "+27825550123"}
    assert Notification.objects.to_contact(by_email(EMAIL)).filter(dedupe_key="waits").exists()
    assert Notification.objects.get(dedupe_key="waits").context == '{"code": "123456"}'
    totp, recovery = Authenticator.objects.order_by("pk")
    assert get_adapter().decrypt(totp.data["secret"]) == "TOTP SECRET"
    assert get_adapter().decrypt(recovery.data["seed"]) == "SEED"
    assert recovery.data["used_mask"] == 5
    asked = request_access(
        reference=case.reference, contact=by_phone("+27825550123"), language="en", at=NOW + timedelta(minutes=1)
    )
    assert asked.contact_index == AccessRequest.objects.first().contact_index


def test_no_write_of_others_is_lost_meanwhile(use_keys: UseKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    use_keys(OLD)
    cast = assemble()
    people = [cast.raised(name=f"Person {number}").resident.pk for number in range(4)]
    use_keys(NEW, OLD)

    def rename(pk: int) -> None:
        try:
            Resident.objects.filter(pk=pk).update(name="Renamed meanwhile")
        finally:
            connection.close()

    plain, interfered = keys._Table.write, []

    def write_late(table: keys._Table, row: keys._Row) -> bool:
        # Between reading and writing, another connection changes the row.
        if table.model is Resident and row.pk in people[:2] and row.pk not in interfered:
            interfered.append(row.pk)
            thread = threading.Thread(target=rename, args=[row.pk])
            thread.start()
            thread.join()
        return plain(table, row)

    monkeypatch.setattr(keys._Table, "write", write_late)
    rotate_keys()
    assert interfered == people[:2]
    use_keys(NEW)
    assert list(Resident.objects.order_by("pk").values_list("name", flat=True)) == [
        "Renamed meanwhile",
        "Renamed meanwhile",
        "Person 2",
        "Person 3",
    ]
    assert Resident.objects.with_contact(by_email(EMAIL)).count() == 4


def test_a_run_that_was_broken_off_goes_on(use_keys: UseKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    use_keys(OLD)
    cast = assemble()
    for number in range(4):
        cast.raised(name=f"Person {number}")
    use_keys(NEW, OLD)
    total = rows_under_others()

    def stop(so_far: keys.Rotated) -> None:
        if so_far.renewed:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(batch=2, told=stop)
    assert 0 < rows_under_others() < total
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    assert "Everything lies under the newest keys." in out.getvalue()
    assert rows_under_others() == 0


def test_a_key_that_is_missing_is_told_and_nothing_is_spoilt(use_keys: UseKeys) -> None:
    use_keys(OLD)
    assemble().raised()
    use_keys(NEW)
    with pytest.raises(CommandError, match="No key reads"):
        call_command("rotate_keys", stdout=StringIO())
    use_keys(OLD)
    assert Resident.objects.get().name == NAME


def test_every_blind_index_can_be_made_anew_or_is_told(use_keys: UseKeys) -> None:
    use_keys(OLD)
    assert {rotated.table: rotated.stuck for rotated in rotate_keys() if rotated.stuck} == {
        "engagement.Report": ["source_index"],
        "engagement.Support": ["digest"],
    }


def test_an_index_whose_value_is_not_kept_is_told(use_keys: UseKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Resident, "BLIND_INDEXES", {"email_index": None, "phone_index": None})
    use_keys(OLD)
    found = {rotated.table: rotated.stuck for rotated in rotate_keys()}
    assert found["engagement.Resident"] == ["email_index", "phone_index"]
