"""HTTP as aiohttp speaks it, except that what is no HTTP at all is answered like every other
error, and that nothing of it reaches a log or comes back."""

from __future__ import annotations

import asyncio
import json
import logging

from aiohttp import web

from bot.contract import Json
from bot.gateway.headers import put_on
from bot.gateway.trouble import trouble

log = logging.getLogger(__name__)
KEEP_ALIVE_SECONDS = 75.0


class Site(web.BaseSite):
    """Listens on one address. `malformed`: the JSON answer to what is no HTTP."""

    def __init__(self, runner: web.AppRunner, host: str, port: int, malformed: Json) -> None:
        super().__init__(runner)
        self._host, self._port, self._malformed = host, port, malformed

    @property
    def name(self) -> str:
        """The address, with the port that was really taken."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    async def start(self) -> None:
        """Begins to listen. Raises `OSError` when the address cannot be had."""
        await super().start()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._protocol, self._host, self._port)
        self._port = int(server.sockets[0].getsockname()[1])
        self._server = server

    def _protocol(self) -> Protocol:
        assert self._runner.server is not None  # noqa: S101  (BaseSite sees to it)
        return Protocol(self._runner.server, self._malformed)


class Protocol(web.RequestHandler):
    """One connection."""

    def __init__(self, server: web.Server, malformed: Json) -> None:
        super().__init__(
            server,
            loop=asyncio.get_running_loop(),
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            access_log=None,  # type: ignore[arg-type]  # as aiohttp's own AppRunner does
        )
        self._malformed = malformed

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer when aiohttp itself has failed; `message` may quote the request."""
        log.warning("bad_http", extra=trouble(exc) if exc else {})
        if request.writer.output_size > 0:
            raise ConnectionError
        body = json.dumps(self._malformed)
        response = _Bare(text=body, content_type="application/json", status=status)
        response.force_close()
        return response


class _Bare(web.Response):
    """An answer outside the application, where no signal puts the headers on."""

    async def _prepare_headers(self) -> None:
        await super()._prepare_headers()
        put_on(self)
