"""Health, for whoever watches."""

from __future__ import annotations

import pytest

from .conftest import Client
from .fakes import FakeEngine


@pytest.mark.parametrize(
    ("is_ready", "path", "status", "word"),
    [
        (True, "/health/live", 200, "live"),
        (False, "/health/live", 200, "live"),
        (True, "/health/ready", 200, "ready"),
        (False, "/health/ready", 503, "not_ready"),
    ],
)
async def test_health(
    client: Client, engine: FakeEngine, is_ready: bool, path: str, status: int, word: str
) -> None:
    engine.is_ready = is_ready
    answer = await client.get(path)
    assert (answer.status, await answer.json()) == (status, {"status": word})
