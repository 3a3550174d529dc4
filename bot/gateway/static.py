"""Files of the pages under `/static/<name>`: those that were there at the start, no others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from aiohttp import web

from bot.gateway.cached import FOREVER, REVALIDATE, Body, respond

MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


class Static:
    """The static files, read once."""

    def __init__(self, folder: Path) -> None:
        self._files = dict(_read(folder))

    def url(self, name: str) -> str:
        """The file's address with the hash of its content. Raises `KeyError`."""
        return f"/static/{name}?v={self._files[name].digest}"

    async def handle(self, request: web.Request) -> web.Response:
        """The file; to be kept for ever if the address carries the hash of its content."""
        body = self._files.get(request.match_info["name"])
        if body is None:
            raise web.HTTPNotFound
        is_hashed = request.query.get("v") == body.digest
        return respond(request, body, FOREVER if is_hashed else REVALIDATE)


def _read(folder: Path) -> list[tuple[str, Body]]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return [
        (file.name, Body.of(file.read_bytes(), MEDIA_TYPES[file.suffix]))
        for file in files
        if file.is_file() and file.suffix in MEDIA_TYPES and not file.name.startswith(".")
    ]
