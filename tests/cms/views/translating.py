"""What people do in the workspace with translations."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import OverridableSegment, StringSegment, Translation

from engagement.enums import Role
from tests.cms.sites import SiteCast
from tests.engagement.cast import make_staff
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor

ZULU = {
    "title": "Amanzi avaliwe",
    "introduction": "Kuqhume ipayipi.",
    "place": "Ihholo lase-Thutong",
}


def signed_in(site: SiteCast, *roles: Role) -> Client:
    """The browser of somebody with these roles in the municipality."""
    user = make_staff(site.municipality, *roles)
    prove_address(user)
    set_up_second_factor(user)
    return browser_of(user)


def submit(browser: Client, page: Page) -> Translation:
    """Choose "Translate this page" and isiZulu."""
    zulu = Locale.objects.get(language_code="zu")
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert browser.get(address).status_code == 200
    assert post(browser, address, {"locales": [zulu.pk]}) == 302
    return Translation.objects.get(source__object_id=page.translation_key, target_locale=zulu)


def fill(browser: Client, translation: Translation, words: dict[str, str]) -> set[str]:
    """Write each translation into its box. Returns the fields that were offered."""
    segments = StringSegment.objects.filter(source=translation.source).select_related("context")
    for segment in segments:
        if segment.context.path in words:
            address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
            sent = urlencode({"value": words[segment.context.path]})
            answer = browser.put(address, sent, content_type="application/x-www-form-urlencoded")
            assert answer.status_code in (200, 201)
    return {segment.context.path for segment in segments}


def put_in_the_place(browser: Client, translation: Translation, path: str, value: str) -> None:
    """Override what the original says of a fact."""
    segment = OverridableSegment.objects.get(source=translation.source, context__path=path)
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    sent = urlencode({"value": value})
    answer = browser.put(address, sent, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (200, 201)


def publish(browser: Client, translation: Translation) -> Page:
    target = translation.get_target_instance()
    answer = browser.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})
    assert answer.status_code in (200, 302)
    return Page.objects.get(pk=target.pk).specific


def publish_now(browser: Client, translation: Translation) -> Page:
    """See `publish`, with what follows once it is kept: the page goes live then."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(browser, translation)
    return translation.get_target_instance()


def post(browser: Client, address: str, sent: dict[str, Any]) -> int:
    """Send a form, with what follows once it is kept: pages go live then."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return browser.post(address, sent).status_code


def begun(browser: Client, page: Page) -> Page:
    """Translate a page, without publishing it. Returns the translation as the person finds it."""
    translation = submit(browser, page)
    fill(browser, translation, ZULU)
    return translation.get_target_instance()


def title_of(page: Page) -> str:
    """What readers see."""
    return Page.objects.get(pk=page.pk).title
