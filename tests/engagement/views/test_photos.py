"""Photos as pages and addresses show them; the matrix of access says who sees which."""

import pytest
import time_machine
from django.contrib.gis.geos import Point
from django.test import Client
from django_sendfile.utils import _get_sendfile

from engagement.enums import ReferralStatus
from engagement.models import Case, Photo
from engagement.services.referrals import open_referral
from tests.engagement.cast import NOW, Cast, make_agent, make_department
from tests.engagement.photo_files import plant_photo
from tests.engagement.sessions import browser_of, browser_with_grant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("photo_folder")]


@pytest.fixture(autouse=True)
def now() -> object:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def address(case: Case, photo: Photo, size: str = "whole") -> str:
    return f"/track/{case.reference}/photos/{photo.token}/{size}.jpg"


def test_a_photo_is_sent_as_a_picture_that_no_cache_between_people_keeps(client: Client, cast: Cast) -> None:
    case = cast.published()
    photo = plant_photo(case, is_shown=True, by=cast.moderator)
    answer = client.get(address(case, photo))
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("inline; filename=")
    assert {"private", "no-cache"} <= set(answer["Cache-Control"].split(", "))
    again = client.get(address(case, photo), headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address(case, photo, "preview")).status_code == 200
    assert client.get(address(case, photo, "original")).status_code == 404


def test_behind_a_web_server_it_is_named_and_not_read(client: Client, cast: Cast, settings: object) -> None:
    case = cast.published()
    photo = plant_photo(case, is_shown=True, by=cast.moderator)
    settings.PHOTO_BACKEND = "django_sendfile.backends.nginx.sendfile"
    _get_sendfile.cache_clear()
    try:
        answer = client.get(address(case, photo))
    finally:
        _get_sendfile.cache_clear()
    assert answer["X-Accel-Redirect"] == f"/photo-files/{photo.file.name}"
    assert answer.content == b""


def test_a_story_shows_strangers_what_a_moderator_has_shown_and_the_resident_everything(cast: Cast) -> None:
    case = cast.published()
    photo = plant_photo(case)
    stranger, resident = Client(), browser_with_grant(case, NOW.replace(year=2027))
    preview = address(case, photo, "preview")
    assert preview in (page := resident.get(f"/track/{case.reference}/").content.decode())
    assert "Everyone sees a photo only once a moderator has shown it." in page
    assert preview not in stranger.get(f"/track/{case.reference}/").content.decode()
    plant_photo(other := cast.published(text="Other words."), is_shown=True, by=cast.moderator)
    assert "preview.jpg" in stranger.get(f"/track/{other.reference}/").content.decode()


def test_the_desk_shows_the_photos_to_who_answers(cast: Cast) -> None:
    case = cast.confirmed(is_public=False)
    photo = plant_photo(case)
    page = browser_of(cast.councillor).get(f"/councillor/cases/{case.reference}/").content.decode()
    assert address(case, photo, "preview") in page
    assert "once a moderator" not in page, "nobody else will ever see it"


def test_a_department_sees_the_photos_of_what_it_is_to_mend_while_it_is_open(cast: Cast) -> None:
    where = {"place_words": "At the bridge", "point": Point(28.5, -26.25, srid=4326)}
    case, roads = cast.confirmed(is_public=False, **where), make_department(cast.municipality)
    photo = plant_photo(case)
    referral = open_referral(from_case=case, department=roads, ask="x", by=cast.councillor, at=NOW)
    agents = [browser_of(make_agent(roads)), browser_of(make_agent(make_department(cast.municipality, "Water")))]
    page = f"/admin/referrals/{referral.reference}/"
    shown = agents[0].get(page).content.decode()
    assert address(case, photo, "preview") in shown
    assert "At the bridge" in shown
    assert "map/?lat=-26.25&amp;lon=28.5" in shown
    assert [agent.get(address(case, photo)).status_code for agent in agents] == [200, 404]
    Case.objects.filter(pk=referral.pk).update(status=ReferralStatus.DONE, closed_at=NOW)
    assert address(case, photo, "preview") not in agents[0].get(page).content.decode()
    assert agents[0].get(address(case, photo)).status_code == 404
