"""The Speaker's office decides how long things are kept, and sees what went."""

import pytest
import time_machine

from engagement.models import RetentionRule
from engagement.services.retention import apply_retention
from tests.engagement.cast import NOW, Cast
from tests.engagement.sessions import browser_of

pytestmark = pytest.mark.django_db


@time_machine.travel(NOW, tick=False)
def test_the_office_sets_the_months_and_sees_the_last_runs(cast: Cast) -> None:
    apply_retention(at=NOW, dry_run=True)
    office, address = browser_of(cast.speaker), f"/admin/answering/rules/{cast.municipality.pk}/keeping/concern/"
    assert address in office.get("/admin/answering/rules/").content.decode()
    page = office.get(address).content.decode()
    assert "A dry run" in page
    assert "Nothing was kept too long." in page
    months = {"contact": "24", "words": "48", "photos": "12", "follows": "3"}
    assert office.post(address, months | {"contact": "1"}).status_code == 422
    assert office.post(address, months).status_code == 302
    rule = RetentionRule.objects.get()
    assert (rule.municipality, rule.kind, rule.contact, rule.words) == (cast.municipality, "concern", 24, 48)
    assert browser_of(cast.stranger_moderator).get(address).status_code == 404
    assert office.get(address.replace("/concern/", "/referral/")).status_code == 404
