"""A councillor's photo is chosen from the municipality's own pictures, and shown on the ward's page."""

import io

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Collection

from engagement.enums import Role
from engagement.models import User
from tests.cms.sites import SiteCast
from tests.engagement.cast import make_staff
from tests.engagement.sessions import browser_of, prove_address, set_up_second_factor
from wards.models import Councillor

pytestmark = pytest.mark.django_db


def picture(collection: Collection):
    file = io.BytesIO()
    Picture.new("RGB", (200, 200), "#0d4b5e").save(file, "PNG")
    return get_image_model().objects.create(title="Face", file=ImageFile(file, name="face.png"), collection=collection)


def staff(site: SiteCast, *roles: Role) -> User:
    user = make_staff(site.municipality, *roles)
    prove_address(user)
    set_up_second_factor(user)
    return user


def save(user: User, councillor: Councillor, photo: int) -> None:
    address = reverse("wards_councillors:edit", args=[councillor.pk])
    facts = {"municipality": councillor.municipality_id, "name": councillor.name, "photo": photo}
    browser_of(user).post(address, facts)
    councillor.refresh_from_db()


def test_own_pictures_can_be_chosen_and_strangers_cannot(client: Client, site: SiteCast) -> None:
    councillor = Councillor.objects.get(municipality=site.municipality, name="Nomsa Dlamini")
    own = picture(Collection.objects.get(name__startswith=f"{site.municipality.key} "))
    stranger = picture(Collection.get_first_root_node().add_child(name="Somebody else's"))
    user = staff(site, Role.REGISTRAR, Role.EDITOR)
    save(user, councillor, stranger.pk)
    assert councillor.photo is None
    save(user, councillor, own.pk)
    assert councillor.photo == own
    page = client.get(f"/wards/{site.cast.ward.code}/").content.decode()
    portrait = page.split('<div class="portrait"', 1)[1].split("</div>", 1)[0]
    assert 'type="image/avif"' in portrait
    assert 'alt=""' in portrait


def test_whoever_may_choose_no_picture_is_not_asked(site: SiteCast) -> None:
    councillor = Councillor.objects.get(municipality=site.municipality, name="Nomsa Dlamini")
    own = picture(Collection.objects.get(name__startswith=f"{site.municipality.key} "))
    user = staff(site, Role.REGISTRAR)
    assert (
        'name="photo"'
        not in browser_of(user).get(reverse("wards_councillors:edit", args=[councillor.pk])).content.decode()
    )
    save(user, councillor, own.pk)
    assert councillor.photo is None
