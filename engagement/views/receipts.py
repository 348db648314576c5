"""Where the provider of text messages says what became of them. No person opens it, and no session is read."""

import hmac
import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from engagement.services.receipts import Receipt, record_receipts

_MOST = 1000
"""More than a provider puts into one request."""


@csrf_exempt
@require_POST
def receipts(request: HttpRequest, secret: str) -> HttpResponse:
    """Take in delivery receipts: one message as BulkSMS describes it, or a list of them.

    404 without the secret, as if there were nothing here. What is no receipt is passed over, so that the provider does
    not send it again for days.
    """
    expected = settings.SMS_RECEIPTS_SECRET
    if not expected or not hmac.compare_digest(secret.encode(), expected.encode()):
        raise Http404
    try:
        said = json.loads(request.body)
    except ValueError:
        return HttpResponse("This is no JSON.", status=400, content_type="text/plain")
    record_receipts(receipts=_read(said if isinstance(said, list) else [said]), at=timezone.now())
    return HttpResponse(status=204)


def _read(messages: list[Any]) -> Iterator[Receipt]:
    for message in messages[:_MOST]:
        if not isinstance(message, dict) or not isinstance(message.get("status"), dict):
            continue
        kind, reason = message["status"].get("type"), message["status"].get("subtype")
        if kind in ("DELIVERED", "FAILED"):
            yield Receipt(
                short_id=str(message.get("userSuppliedId") or ""),
                provider_id=str(message.get("id") or "")[:64],
                failure="" if kind == "DELIVERED" else str(reason or "FAILED")[:40],
            )
