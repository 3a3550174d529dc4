"""The server as a process: address, signals, and what is no HTTP."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest
from aiohttp import ClientSession, web

from bot.gateway.conversations import name_of
from bot.gateway.serve import CannotListen, serve_until

from .conftest import ANY
from .fakes import ROOT, FakeEngine
from .test_headers import assert_safe


async def test_serve_announces_an_address_that_answers(address: str) -> None:
    async with ClientSession() as session, session.get(f"{address}/health/live") as answer:
        assert answer.status == 200
        assert_safe(answer.headers)


async def test_serve_erases_conversations_when_it_stops(
    app: web.Application, engine: FakeEngine
) -> None:
    stop = asyncio.Event()
    announced: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(serve_until(stop, app, ANY, announced.set_result))
    async with ClientSession() as session:
        async with session.post(f"{await announced}/api/v1/conversation", json={}) as answer:
            token = (await answer.json())["token"]
        stop.set()
        await asyncio.wait_for(running, 3)
    assert engine.erased == [name_of(token)]


@pytest.mark.parametrize("variable", ["port", "metrics_port"])
async def test_serve_tells_plainly_that_a_port_is_taken(
    app: web.Application, variable: str
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = replace(ANY, **{variable: taken.getsockname()[1]})
        with pytest.raises(CannotListen, match=f"VEIVISER_{variable.upper()}"):
            await serve_until(asyncio.Event(), app, settings, lambda _: None)


@pytest.mark.parametrize(
    "raw",
    [
        b"kanarifugl\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nkanarifugl: \x00kanarifugl\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"a: " + b"kanarifugl" * 2000 + b"\r\n\r\n",
        b"GET /" + b"kanarifugl" * 2000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: kanarifugl\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03kanarifugl",
    ],
)
async def test_what_is_no_http_is_answered_like_every_error(
    address: str, raw: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(raw + b"\r\n\r\n")
    with contextlib.suppress(asyncio.TimeoutError):
        answer = await asyncio.wait_for(reader.read(), 2)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0].split()[1] == "400"
    assert_safe(dict(line.split(": ", 1) for line in lines[1:]))
    assert b'"code": "bad_request"' in body
    assert b"kanarifugl" not in answer and "kanarifugl" not in caplog.text


async def test_request_that_breaks_off_is_no_error_in_the_log(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    host, port = address.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /api/v1/conversation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b'Content-Length: 50\r\n\r\n{"kanarifugl"'
    )
    await writer.drain()
    await asyncio.sleep(0.05)
    writer.close()
    await asyncio.sleep(0.1)
    assert "kanarifugl" not in caplog.text
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


async def test_badly_chunked_body_is_given_up(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = b"POST /api/v1/conversation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    writer.write(head + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n")
    await asyncio.sleep(0.05)
    writer.write(b"kanarifugl\r\n\r\n")
    answer = await asyncio.wait_for(reader.read(5000), 2)
    writer.close()
    assert answer.split()[1] in (b"400", b"408") and b"kanarifugl" not in answer


SCRIPT = """
    import asyncio, sys
    sys.path[:0] = [{root!r}]
    from bot.gateway.app import create_app
    from bot.gateway.serve import serve
    from tests.gateway.conftest import ANY, PAGES
    from tests.gateway.fakes import FakeClock, FakeDirectory, FakeEngine, FakeFirstAid, wording

    def announce(address):
        print(address, flush=True)

    app = create_app(
        ANY, FakeEngine(), FakeFirstAid(), FakeDirectory(), wording(), FakeClock(), folder=PAGES
    )
    asyncio.run(serve(app, ANY, announce))
    print("stopped", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_stops_cleanly_on_a_signal(number: signal.Signals) -> None:
    script = textwrap.dedent(SCRIPT).format(root=str(ROOT))
    command = [sys.executable, "-c", script]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        os.kill(process.pid, number)
        assert process.wait(10) == 0
        assert process.stdout.read() == "stopped\n"
        assert process.stderr.read() == ""
