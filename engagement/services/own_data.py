"""Handing a person everything that is held about them."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from wagtail.log_actions import log

from engagement import holdings
from engagement.models import Resident, User
from engagement.queries.own_data import held_about, held_of_account


def download_of(*, resident: Resident, by: User | None, at: datetime) -> bytes:
    """Everything that is held about a person, as a zip: data.json, their files, and README.txt that explains them.

    That it was downloaded, and by whom, stays in the log.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, held_about(resident, by=by), municipality=resident.municipality.name, at=at)
        for holding in holdings.registered():
            for file in holding.files(resident):
                archive.writestr(f"{holding.key}/{file.name}", file.read())
    log(instance=resident, action="engagement.resident.downloaded", user=by, timestamp=at)
    return packed.getvalue()


def download_of_account(*, user: User, at: datetime) -> bytes:
    """What is held of an account, as a zip: data.json, and README.txt that explains it; that it was is in the log."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, held_of_account(user), municipality="", at=at)
    # By its number: an account is else called by its address, and staff read the log.
    log(instance=user, action="engagement.account.downloaded", user=user, title=f"account {user.pk}", timestamp=at)
    return packed.getvalue()


def _write(archive: zipfile.ZipFile, held: dict[str, Any], *, municipality: str, at: datetime) -> None:
    facts = {"municipality": municipality, "at": at}
    archive.writestr("README.txt", render_to_string("engagement/my/readme.txt", facts))
    archive.writestr("data.json", json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
