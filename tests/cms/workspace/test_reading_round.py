"""Nothing of one municipality shows in another's workspace."""

import pytest
from django.contrib.auth import get_user_model

from tests.cms.workspace.rounds import WORD, openings
from tests.cms.workspace.saying import says
from tests.cms.workspace.towns import Town
from tests.engagement.sessions import browser_of


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_no_page_of_the_workspace_tells_of_another_municipality(own: Town, other: Town, role: str) -> None:
    telling, broken, opened = [], [], 0
    for path, answer in openings(own.browser(role), own, other):
        telling += [path] if WORD in says(answer) else []
        broken += [path] if answer.status_code >= 500 else []
        opened += answer.status_code == 200
    assert (telling, broken) == ([], [])
    assert opened > 300


def test_the_walk_would_have_found_it(other: Town) -> None:
    operator = browser_of(get_user_model().objects.create_superuser("operator@example.org"))
    telling = [path for path, answer in openings(operator, other) if WORD in says(answer)]
    assert len(telling) > 100
