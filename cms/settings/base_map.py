"""Where a base map's tiles come from, if there is one."""

from urllib.parse import urlsplit


def origin_of(address: str) -> str:
    """The origin that the content policy must admit for tiles such as `https://{s}.example.org/{z}/{x}/{y}.png`.

    Empty for an address of this site. A placeholder for subdomains becomes the policy's `*`.
    """
    parts = urlsplit(address.replace("{s}", "*"))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
