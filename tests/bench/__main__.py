"""`make bench`: cold start, memory and replies of Veiviser, beside the stock Rasa pipeline.

`--stock FOLDER` trains (if FOLDER holds no model yet) and measures the stock pipeline too."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import psutil

from bot.settings import ROOT
from tests.bench import stock
from tests.privacy.test_canary import free_port, wait_until

LINES = [
    "hei",
    "pappa slår meg når han er sint, jeg er 15",
    "de sier jeg må gifte meg med fetteren min i sommer og jeg vil ikke",
    "mamma sjekker mobilen min hver kveld og broren min følger etter meg hjem fra skolen",
    "jeg er redd for at vi ikke kommer hjem igjen når vi reiser til Pakistan i juli. pappa har "
    "bare kjøpt enveisbillett og ingen vil svare når jeg spør. jeg går i 9. klasse",
    "takk for hjelpen",
]
Reply = Callable[[aiohttp.ClientSession, str], Awaitable[None]]


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def spread(values: list[float]) -> str:
    """Median and 95th percentile, whole milliseconds."""
    return f"{percentile(values, 0.5):.0f} / {percentile(values, 0.95):.0f}"


@contextmanager
def process(command: list[str], cwd: Path, env: dict[str, str]) -> Iterator[psutil.Process]:
    """A server in a process of its own."""
    running = subprocess.Popen(  # noqa: S603 - our own interpreter
        command,
        cwd=cwd,
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield psutil.Process(running.pid)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(30)


def resident(server: psutil.Process) -> float:
    """MB of the process and its children."""
    family = [server, *server.children(recursive=True)]
    return sum(p.memory_info().rss for p in family) / 1e6


async def replies(reply: Callable[[], Reply], clients: int, rounds: int) -> list[float]:
    """Milliseconds of every reply, `clients` at a time, each with a conversation of its own."""
    times: list[float] = []

    async def client(session: aiohttp.ClientSession) -> None:
        one = reply()
        for turn in range(rounds):
            started = time.perf_counter()
            await one(session, LINES[turn % len(LINES)])
            times.append((time.perf_counter() - started) * 1000)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(client(session) for _ in range(clients)))
    return times


def veiviser(url: str) -> Callable[[], Reply]:
    """A client of the product's API; begins a new conversation every six messages."""

    def conversation() -> Reply:
        state = {"token": "", "turns": 0}

        async def reply(session: aiohttp.ClientSession, text: str) -> None:
            if state["turns"] % 6 == 0:
                async with session.post(url + "/api/v1/conversation", json={}) as made:
                    state["token"] = (await made.json())["token"]
            state["turns"] = int(state["turns"]) + 1
            async with session.post(
                url + "/api/v1/conversation/messages",
                json={"id": str(uuid.uuid4()), "text": text},
                headers={"Authorization": f"Bearer {state['token']}"},
            ) as answer:
                if answer.status != 200:
                    raise RuntimeError(f"status {answer.status}")
                await answer.read()

        return reply

    return conversation


def stock_bot(url: str) -> Callable[[], Reply]:
    """A client of Rasa's REST channel."""

    def conversation() -> Reply:
        sender = uuid.uuid4().hex

        async def reply(session: aiohttp.ClientSession, text: str) -> None:
            line = {"sender": sender, "message": text}
            async with session.post(url + "/webhooks/rest/webhook", json=line) as answer:
                await answer.read()

        return reply

    return conversation


def measure(
    name: str,
    command: list[str],
    cwd: Path,
    env: dict[str, str],
    port: int,
    ready: str,
    client: Callable[[str], Callable[[], Reply]],
    rounds: int,
) -> dict[str, str]:
    """One column of the table."""
    started = time.monotonic()
    url = f"http://127.0.0.1:{port}"
    with process(command, cwd, env) as server:
        wait_until(url, ready, 200, 300)
        cold = time.monotonic() - started
        asyncio.run(replies(client(url), 1, 12))
        idle = resident(server)
        one = asyncio.run(replies(client(url), 1, rounds))
        began = time.monotonic()
        eight = asyncio.run(replies(client(url), 8, rounds))
        rate = len(eight) / (time.monotonic() - began)
        after = resident(server)
    return {
        "": name,
        "cold start to ready, s": f"{cold:.1f}",
        "resident after first replies, MB": f"{idle:.0f}",
        "resident after the load, MB": f"{after:.0f}",
        "reply p50 / p95, one client, ms": spread(one),
        "reply p50 / p95, eight clients, ms": spread(eight),
        "replies a second, eight clients": f"{rate:.0f}",
    }


def table(columns: list[dict[str, str]]) -> str:
    """Rows of all keys, a column per server."""
    rows = []
    for key in columns[0]:
        rows.append(f"{key:38}" + "".join(f"{column[key]:>22}" for column in columns))
    return "\n".join(rows)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--stock", type=Path, help="also measure the stock pipeline, kept here")
    parser.add_argument("--epochs", type=int, help="rounds of the stock pipeline, not 100")
    parser.add_argument("--rounds", type=int, default=60, help="messages per client")
    options = parser.parse_args()
    port = free_port()
    limits = {"VEIVISER_PORT": str(port), "VEIVISER_METRICS_PORT": "0"}
    columns = [
        measure(
            "Veiviser",
            [sys.executable, "-m", "bot", "serve"],
            ROOT,
            limits,
            port,
            "/health/ready",
            veiviser,
            options.rounds,
        )
    ]
    if options.stock:
        columns.append(_stock(options.stock, options.rounds, options.epochs))
    sys.stdout.write(table(columns) + "\n")
    if os.environ.get("BENCH_JSON"):
        Path(os.environ["BENCH_JSON"]).write_text(json.dumps(columns, ensure_ascii=False))


def _stock(folder: Path, rounds: int, epochs: int | None) -> dict[str, str]:
    if not (folder / "models" / "stock.tar.gz").exists():
        stock.write_project(folder, epochs)
        sys.stdout.write(f"stock pipeline trained in {stock.train(folder):.0f} s\n")
    port = free_port()
    command = [sys.executable, "-m", "rasa", "run", "--port", str(port), "-i", "127.0.0.1"]
    return measure("rasa init pipeline", command, folder, {}, port, "/", stock_bot, rounds)


if __name__ == "__main__":
    main()
