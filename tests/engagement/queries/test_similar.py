"""Before somebody writes, they are shown what others have raised about the same."""

from datetime import timedelta

import pytest
from django.contrib.gis.geos import Point

from engagement.enums import Outcome
from engagement.models import Case
from engagement.queries.similar import similar_to
from engagement.services.answers import answer_concern
from tests.engagement.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def found(cast: Cast, subject: str, text: str = "", **more: object) -> list[Case]:
    return similar_to(cast.ward, **({"subject": subject, "text": text, "point": None, "at": NOW} | more))


def test_the_same_said_otherwise_is_found_and_nothing_else(cast: Cast, django_assert_num_queries: object) -> None:
    lights = cast.published()
    cast.published(subject="Refuse not collected", text="The truck did not come.")
    cast.published(ward=cast.other_ward, email="other@example.org")
    cast.confirmed(email="held@example.org")
    with django_assert_num_queries(1):
        cases = found(cast, "Street light out in Moshoeshoe street")
        assert [(case, case.concern.title, case.ward.number) for case in cases] == [
            (lights, "Streetlights out along Moshoeshoe Street", 1)
        ]
    assert found(cast, "My dog barks") == []
    assert found(cast, "") == []


def test_few_words_are_enough_beside_the_place(cast: Cast) -> None:
    here = Point(12.5, -49.5, srid=4326)
    lights = cast.published(point=here)
    words = "Lamp poles broken"
    assert found(cast, words) == []
    assert found(cast, words, point=Point(12.502, -49.501, srid=4326)) == [lights]
    assert found(cast, words, point=Point(12.6, -49.5, srid=4326)) == []


def test_at_most_three_are_offered_and_none_answered_long_ago(cast: Cast) -> None:
    cases = [cast.published(email=f"{number}@example.org") for number in range(4)]
    words = cases[0].concern.subject
    assert len(found(cast, words)) == 3
    for case in cases[:2]:
        answer_concern(
            case=case,
            text="Done.",
            outcome=Outcome.ANSWERED,
            is_public=True,
            key=case.reference,
            by=cast.councillor,
            at=NOW,
        )
    assert len(found(cast, words, at=NOW + timedelta(days=90))) == 3
    assert len(found(cast, words, at=NOW + timedelta(days=91))) == 2
