"""Answers that may be kept by a browser: a strong ETag, and 304 when it is known already."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from aiohttp import hdrs, web

REVALIDATE = "no-cache"
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Body:
    """Bytes to serve, their media type and the hash of their content."""

    content: bytes
    media_type: str
    digest: str

    @classmethod
    def of(cls, content: bytes, media_type: str) -> Body:
        """The body with its digest: 16 hexadecimal digits of SHA-256."""
        return cls(content, media_type, hashlib.sha256(content).hexdigest()[:16])


def respond(request: web.Request, body: Body, cache: str = REVALIDATE) -> web.Response:
    """The body, or 304 without it."""
    headers = {hdrs.ETAG: f'"{body.digest}"', hdrs.CACHE_CONTROL: cache}
    if any(tag.value in (body.digest, "*") for tag in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    headers[hdrs.CONTENT_TYPE] = body.media_type
    return web.Response(body=body.content, headers=headers)
