"""A phrase nobody else writes, sent through success and every failure at debug level: it must
be found in no output, log, warning, temporary file, Redis or tracker."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.settings import ROOT

CANARY = "kanarifuglxq"
SPREAD = f"pappa slår meg og {CANARY} sier at jeg må gifte meg"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(folder: Path, code: str, **env: str) -> Iterator[str]:
    """The real server in a process of its own, everything it writes kept in `folder`."""
    port = free_port()
    environment = {
        **os.environ,
        "VEIVISER_PORT": str(port),
        "VEIVISER_METRICS_PORT": "0",
        "TMPDIR": str(folder / "tmp"),
        "PYTHONWARNINGS": "always",
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONPATH": str(ROOT),
        **env,
    }
    (folder / "tmp").mkdir(parents=True)
    with (folder / "out.log").open("wb") as out:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
            [sys.executable, "-c", code], cwd=folder, env=environment, stdout=out, stderr=out
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(20)


def call(
    url: str, body: bytes | None = None, token: str | None = None, method: str | None = None
) -> tuple[int, bytes]:
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def wait_until(url: str, path: str, wanted: int, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if call(url + path)[0] == wanted:
                return
        except OSError:
            pass
        time.sleep(0.3)
    raise AssertionError(f"{path} did not answer {wanted}")


def converse(url: str) -> None:
    """Every kind of message a person, a fool or an attacker may send, each with the canary."""
    status, body = call(url + "/api/v1/conversation", b"{}")
    token = json.loads(body).get("token", "x" * 43)
    messages = url + "/api/v1/conversation/messages"

    def send(**parts: str) -> int:
        line = json.dumps({"id": str(uuid.uuid4()), **parts}).encode()
        return call(messages, line, token)[0]

    for text in (
        SPREAD,
        f"jeg heter {CANARY} og jeg vil dø nå, de har låst meg inne",
        f"min epost er {CANARY}@example.org",
        f"{CANARY} " * 200,
        f"/restart{CANARY}",
        f'/situasjon{{"situasjon": "{CANARY}"}}',
        f"\x00{CANARY}",
        CANARY,
    ):
        send(text=text)
    send(choice=f"/{CANARY}")
    send(choice=f'/svar{{"trygg": "{CANARY}"}}')
    call(messages, f'{{"id": "{CANARY}", "text": '.encode(), token)
    call(messages, b"\xff\xfe" + CANARY.encode(), token)
    call(messages, json.dumps({"id": CANARY, "text": CANARY}).encode(), token)
    call(messages, json.dumps({"id": str(uuid.uuid4()), "text": CANARY}).encode(), CANARY)
    call(url + f"/api/v1/services?situation={CANARY}")
    call(url + f"/{CANARY}")
    call(url + "/api/v1/conversation", None, token, "DELETE")


def traces(folder: Path) -> list[Path]:
    return [
        file
        for file in folder.rglob("*")
        if file.is_file() and CANARY.encode() in file.read_bytes()
    ]


DEBUG = """
import logging, os
from bot.cli import main
logging.getLogger().setLevel(logging.DEBUG)
import bot.privacy.logging as privacy
{trouble}
logging.disable(logging.NOTSET)
raise SystemExit(main(["serve"]))
"""

ACTION_RAISES = """
import actions.vis_hjelp
async def raises(self, dispatcher, tracker, domain):
    raise RuntimeError("canary " + str(tracker.latest_message))
actions.vis_hjelp.VisHjelp.run = raises
"""

STORE_RAISES = """
import bot.dialogue.tracker_store as store
def raises(tracker, allowed):
    raise RuntimeError("canary " + str([e.as_dict() for e in tracker.events]))
store.serialise = raises
"""

MODEL_MISSING = """
import bot.commands.serve as serve
serve.CURRENT = "finnes-ikke.tar.gz"
"""


@pytest.mark.parametrize(
    ("trouble", "ready"),
    [
        pytest.param("", 200, id="all well"),
        pytest.param(ACTION_RAISES, 200, id="action raises"),
        pytest.param(STORE_RAISES, 200, id="tracker store raises"),
        pytest.param(MODEL_MISSING, 503, id="model missing"),
    ],
)
def test_words_are_written_nowhere(tmp_path: Path, model: Path, trouble: str, ready: int) -> None:
    with server(tmp_path, DEBUG.format(trouble=trouble)) as url:
        wait_until(url, "/health/ready", ready)
        converse(url)
        core = traces(tmp_path)
    assert (tmp_path / "out.log").stat().st_size > 0, "the server wrote nothing at all"
    assert core + traces(tmp_path) == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    (tmp_path / "x.log").write_text(SPREAD, encoding="utf-8")
    assert traces(tmp_path) == [tmp_path / "x.log"]


def test_temporary_files_go_where_the_test_looks(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    code = "import tempfile; print(tempfile.gettempdir())"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(tmp_path / "tmp") != tempfile.gettempdir()
