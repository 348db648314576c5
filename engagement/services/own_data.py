"""Handing a person everything that is held about them."""

import io
import json
import zipfile
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from wagtail.log_actions import log

from engagement import holdings
from engagement.models import Resident, User
from engagement.queries.own_data import held_about


def download_of(*, resident: Resident, by: User | None, at: datetime) -> bytes:
    """Everything that is held about a person, as a zip: data.json, their files, and README.txt that explains them.

    That it was downloaded, and by whom, stays in the log.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", render_to_string("engagement/my/readme.txt", {"resident": resident, "at": at}))
        held = json.dumps(held_about(resident), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        archive.writestr("data.json", held)
        for holding in holdings.registered():
            for file in holding.files(resident):
                archive.writestr(f"{holding.key}/{file.name}", file.read())
    log(instance=resident, action="engagement.resident.downloaded", user=by, timestamp=at)
    return packed.getvalue()
