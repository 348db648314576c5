"""Answers that are compressed once and kept, rather than at each request."""

import gzip

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# The first that a browser takes is sent.
_ENCODERS = {"br": lambda body: brotli.compress(body, quality=11), "gzip": lambda body: gzip.compress(body, 9, mtime=0)}


def compressed(body: bytes) -> dict[str, bytes]:
    """A body in each encoding that browsers know, and under "" as it is."""
    return {"": body} | {name: encode(body) for name, encode in _ENCODERS.items()}


def compressed_quickly(body: bytes) -> dict[str, bytes]:
    """A body for answers that are kept for minutes: smallest but for one part in twenty, in a tenth of the time."""
    return {"br": brotli.compress(body, quality=6), "gzip": gzip.compress(body, 6, mtime=0)}


def compressed_answer(request: HttpRequest, bodies: dict[str, bytes], content_type: str) -> HttpResponse:
    """Answer with the smallest of compressed bodies that the browser takes."""
    taken = {offer.partition(";")[0].strip() for offer in request.headers.get("Accept-Encoding", "").split(",")}
    encoding = next((name for name in _ENCODERS if name in taken), "")
    body = bodies[encoding] if encoding in bodies else gzip.decompress(bodies["gzip"])
    answer = HttpResponse(body, content_type=content_type)
    if encoding:
        answer["Content-Encoding"] = encoding
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer
