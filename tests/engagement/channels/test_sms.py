"""Text messages: short enough for one, without what was written, handed over as the provider asks for it."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests
from django.conf import settings as django_settings
from django.utils import translation

from engagement.channels import sms
from engagement.channels.email import SUBJECTS
from engagement.channels.outcome import DeliveryError
from engagement.channels.sms import Texter, render, sms_is_on
from engagement.enums import Channel
from engagement.models import Case, Notification
from engagement.models.blind_index import contact_index
from engagement.rules.contacts import by_phone
from engagement.rules.texts import gsm_length, is_gsm, parts_of
from engagement.services.links import confirm_token, short_confirm_token
from tests.engagement.cast import NAME, NOW, Cast
from tests.engagement.smsserver import PASSWORD, USER, Provider

pytestmark = pytest.mark.django_db

NUMBER = "+27825550123"
ADDRESS = "https://imbizo.khanya-municipality.gov.za"
"""As long as the addresses of real municipalities are."""
TEMPLATES = Path(django_settings.BASE_DIR / "templates/engagement/sms")
TO_STAFF = {
    "councillor-new",
    "speaker-new",
    "resident-replied",
    "resident-reopened",
    "passed-on",
    "moderator-new",
    "moderator-overdue",
    "moderator-report",
    "appeal-new",
    "department-new",
    "referral-progress",
    "referral-ended",
    "assistant-new",
    "assistant-invited",
    "update-due",
    "update-late",
    "update-overdue",
    "department-late",
    "referral-late",
    "councillor-draft",
    "draft-back",
    "answer-due",
    "answer-late",
    "speaker-late",
    "councillor-digest",
}
BY_EMAIL_ALONE = {"account-address", "account-password", "account-known", "account-unknown", "followed", "notice"}
"""About an e-mail address, to those who follow by e-mail, or with a link that has no room in a text."""


def notification(case: Case | None, template: str, language: str = "en") -> Notification:
    context = '{"code": "123456"}'
    if case is not None:
        context = (
            f'{{"code": "123456", "token": "{confirm_token(case)}", "short_token": "{short_confirm_token(case)}"}}'
        )
    return Notification.objects.create(
        template=template,
        channel=Channel.SMS,
        recipient=NUMBER,
        recipient_index=contact_index(by_phone(NUMBER)),
        language=language,
        case=case,
        context=context,
        created_at=NOW,
        next_try_at=NOW,
        dedupe_key=f"test/{uuid.uuid4()}",
    )


def texts() -> list[str]:
    return sorted(path.stem for path in TEMPLATES.glob("*.txt"))


def rendered(cast: Cast, settings: Any, template: str, language: str) -> str:
    settings.WAGTAILADMIN_BASE_URL = ADDRESS
    about_account = template.startswith("account-")
    return render(notification(None if about_account else cast.raised(), template, language))


def test_every_message_that_can_go_to_a_resident_has_a_text() -> None:
    assert set(texts()) >= set(SUBJECTS) - TO_STAFF - BY_EMAIL_ALONE


@pytest.mark.parametrize("template", texts())
def test_a_text_fits_into_one_message(cast: Cast, settings: Any, template: str) -> None:
    text = rendered(cast, settings, template, "en")
    assert is_gsm(text)
    assert gsm_length(text) <= 160, (gsm_length(text), text)


@pytest.mark.parametrize("template", texts())
def test_a_text_in_isizulu_fits_into_two(cast: Cast, settings: Any, template: str) -> None:
    text = rendered(cast, settings, template, "zu")
    assert is_gsm(text)
    assert parts_of(text) <= 2, (gsm_length(text), text)


@pytest.mark.parametrize("template", texts())
def test_a_text_says_nothing_of_what_was_written_and_names_nobody(cast: Cast, settings: Any, template: str) -> None:
    text = rendered(cast, settings, template, "en")
    for hidden in (NAME, *NAME.split(), "Streetlights", "Moshoeshoe", "poles", NUMBER, "&#", "\n"):
        assert hidden not in text
    assert "Imbizo" in text
    assert ("123456" in text) == ("code" in template)


@pytest.mark.parametrize("template", ["confirm", "received", "answered"])
def test_a_link_leads_somewhere_in_the_language_of_the_text(
    cast: Cast, settings: Any, client: Any, template: str
) -> None:
    text = rendered(cast, settings, template, "zu")
    link = re.search(rf"{ADDRESS}(/\S+)$", text)[1]
    assert link.startswith("/zu/")
    assert client.get(link).status_code == (200 if template == "confirm" else 302)


def test_the_short_link_confirms_and_a_changed_one_does_not(cast: Cast, client: Any) -> None:
    case = cast.raised()
    token = short_confirm_token(case)
    assert len(token) == 24
    assert client.get(f"/c/{token.upper()}/").status_code == 200
    case.refresh_from_db()
    assert case.confirmed_at is None, "looking changes nothing"
    other = "a" if token[-2] != "a" else "b"
    for broken in (token[:-1], token[:-2] + other + token[-1], token.replace("-", ""), f"{token[:10]}-", "-"):
        assert client.get(f"/c/{broken}/").status_code == 404


def test_a_short_link_outlives_a_change_of_the_secret(cast: Cast, client: Any, settings: Any) -> None:
    token = short_confirm_token(cast.raised())
    before = settings.SECRET_KEY
    settings.SECRET_KEY = "another secret key that nobody knows"
    assert client.get(f"/c/{token}/").status_code == 404
    settings.SECRET_KEY_FALLBACKS = [before]
    assert client.get(f"/c/{token}/").status_code == 200


def test_a_text_is_handed_over_as_the_provider_asks(cast: Cast, settings: Any, provider: Provider) -> None:
    settings.SMS_SENDER = "Khanya"
    message = notification(cast.raised(), "received")
    with Texter() as texter:
        identifier = texter.send(message)
    [taken] = provider.accepted
    assert identifier == taken["id"]
    assert (taken["to"], taken["body"], taken["from"]) == (NUMBER, render(message), "Khanya")
    assert (taken["encoding"], taken["longMessageMaxParts"]) == ("TEXT", 1)
    assert taken["userSuppliedId"] == message.message_id.hex[:20]


def test_letters_that_no_ordinary_text_has_go_as_unicode(
    cast: Cast, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "render", lambda _message: "š" * 71)
    with Texter() as texter:
        texter.send(notification(cast.raised(), "received"))
    assert (provider.accepted[0]["encoding"], provider.accepted[0]["longMessageMaxParts"]) == ("UNICODE", 2)


def failure(cast: Cast) -> DeliveryError:
    with Texter() as texter, pytest.raises(DeliveryError) as failed:
        texter.send(notification(cast.raised(), "received"))
    assert NUMBER not in failed.value.summary
    return failed.value


@pytest.mark.parametrize("status", [400, 422, 413])
def test_what_the_provider_refuses_is_refused_for_good(cast: Cast, provider: Provider, status: int) -> None:
    provider.refuse = status
    error = failure(cast)
    assert (error.lasting, error.unreachable) == (True, False)
    assert str(status) in error.summary


@pytest.mark.parametrize("status", [401, 403, 404, 429, 502, 503, 301])
def test_a_provider_that_takes_nothing_now_is_away(cast: Cast, provider: Provider, status: int) -> None:
    provider.refuse = status
    error = failure(cast)
    assert (error.lasting, error.unreachable) == (False, True)
    assert provider.requests == 1, "a password is not carried to where it leads"


def test_a_provider_that_breaks_is_tried_again(cast: Cast, provider: Provider) -> None:
    provider.refuse = 500
    error = failure(cast)
    assert (error.lasting, error.unreachable) == (False, False)


def test_a_wrong_password_is_ours_to_mend(cast: Cast, provider: Provider, settings: Any) -> None:
    settings.SMS_PASSWORD = "not this one"
    assert failure(cast).unreachable


@pytest.mark.parametrize("words", ["", "<html>", "{}", "[]", "[3]", '[{"id": ""}]'])
def test_an_answer_that_cannot_be_read_is_tried_again(cast: Cast, provider: Provider, words: str) -> None:
    provider.answer_instead = words
    error = failure(cast)
    assert (error.lasting, error.unreachable) == (False, False)


def test_a_text_that_fails_at_once_is_refused_for_good(cast: Cast, provider: Provider) -> None:
    provider.answer_instead = '[{"id": "1", "status": {"type": "FAILED", "subtype": "NOT_SENT"}}]'
    error = failure(cast)
    assert (error.lasting, error.summary) == (True, "refused (NOT_SENT)")


def test_a_provider_that_is_not_there_is_away(cast: Cast, provider: Provider, settings: Any) -> None:
    settings.SMS_URL = "http://127.0.0.1:1/v1"
    assert failure(cast).unreachable
    settings.SMS_URL = "http://nowhere.invalid/v1"
    assert failure(cast).unreachable


def test_a_line_that_breaks_loses_nothing_and_sends_nothing_twice(cast: Cast, provider: Provider) -> None:
    message = notification(cast.raised(), "received")
    provider.drop_next = 1
    with Texter() as texter:
        with pytest.raises(DeliveryError) as failed:
            texter.send(message)
        assert (failed.value.lasting, failed.value.unreachable) == (False, False)
        identifier = texter.send(message)
    assert [taken["id"] for taken in provider.accepted] == [identifier]


def test_a_provider_that_does_not_answer_is_not_waited_for(
    cast: Cast, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "_TIMEOUTS", (0.2, 0.2))
    provider.is_slow = True
    error = failure(cast)
    assert (error.lasting, error.unreachable) == (False, False)
    assert "ReadTimeout" in error.summary


def test_two_messages_are_two_for_the_provider(cast: Cast, provider: Provider) -> None:
    with Texter() as texter:
        texter.send(notification(cast.raised(), "received"))
        texter.send(notification(cast.raised(), "answered"))
    assert len({taken["id"] for taken in provider.accepted}) == 2


def test_the_simulated_provider_asks_who_calls(provider: Provider, settings: Any) -> None:
    said = requests.post(f"{settings.SMS_URL}/messages", json={}, timeout=5)
    assert (said.status_code, provider.accepted) == (401, [])
    assert requests.post(f"{settings.SMS_URL}/else", json={}, auth=(USER, PASSWORD), timeout=5).status_code == 404


def test_without_a_provider_texts_are_off(cast: Cast, settings: Any) -> None:
    assert sms_is_on()
    settings.SMS_URL = ""
    assert not sms_is_on()
    assert failure(cast).unreachable


def test_a_text_speaks_the_language_of_the_resident(cast: Cast, settings: Any) -> None:
    with translation.override("en"):
        zulu, english = (rendered(cast, settings, "answered", language) for language in ("zu", "en"))
    assert "/zu/track/" in zulu
    assert "/zu/track/" not in english
