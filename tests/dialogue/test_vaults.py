"""What is kept of a conversation expires by idle time and by age, is evicted and erased: the
same table for the process's own memory and for a real Redis."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.redis_vault import PREFIX, RedisVault
from bot.dialogue.vault import MemoryVault


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of the test's own, without anything written to disk."""
    program = shutil.which("redis-server")
    assert program, "redis-server is missing; run `make install`"
    folder: Path = tmp_path_factory.mktemp("redis")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--port", str(port), "--save", "", "--appendonly", "no", "--dir"]
    process = subprocess.Popen([*command, str(folder)], stdout=subprocess.DEVNULL)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait(10)


async def test_memory_vault_gives_back_what_was_put() -> None:
    vault = MemoryVault(10, 100, Clock())
    await vault.put("a", b"1")
    assert await vault.get("a") == b"1"
    assert await vault.get("b") is None


async def test_memory_vault_expires_when_idle() -> None:
    clock = Clock()
    vault = MemoryVault(10, 100, clock)
    await vault.put("a", b"1")
    clock.now += 9
    assert await vault.get("a") == b"1"
    clock.now += 9
    assert await vault.get("a") == b"1"
    clock.now += 10
    assert await vault.get("a") is None
    assert len(vault) == 0


async def test_memory_vault_expires_by_age_however_much_it_is_used() -> None:
    clock = Clock()
    vault = MemoryVault(10, 30, clock)
    await vault.put("a", b"1")
    for _ in range(5):
        clock.now += 5
        await vault.put("a", b"2")
    assert await vault.get("a") == b"2"
    clock.now += 5
    assert await vault.get("a") is None


async def test_memory_vault_drops_others_that_are_old_without_being_asked_for_them() -> None:
    clock = Clock()
    vault = MemoryVault(10, 100, clock)
    await vault.put("a", b"1")
    clock.now += 11
    await vault.put("b", b"2")
    assert len(vault) == 1


async def test_memory_vault_evicts_the_longest_unused() -> None:
    vault = MemoryVault(10, 100, Clock(), most=2)
    await vault.put("a", b"1")
    await vault.put("b", b"2")
    await vault.get("a")
    await vault.put("c", b"3")
    assert await vault.get("b") is None
    assert await vault.get("a") == b"1"


async def test_memory_vault_erases() -> None:
    vault = MemoryVault(10, 100, Clock())
    await vault.put("a", b"1")
    await vault.delete("a")
    await vault.delete("never there")
    assert await vault.get("a") is None
    assert len(vault) == 0


async def test_redis_vault_gives_back_and_erases_everything(redis_url: str) -> None:
    vault = RedisVault(redis_url, 10, 100)
    await vault.put("a", b"1")
    assert await vault.get("a") == b"1"
    await vault.delete("a")
    assert await vault.get("a") is None
    assert await vault._redis.keys("*") == []


async def test_redis_vault_expires_when_idle_and_by_age(redis_url: str) -> None:
    idle = RedisVault(redis_url, 1, 100)
    aged = RedisVault(redis_url, 100, 1)
    await idle.put("idle", b"1")
    await aged.put("aged", b"1")
    await asyncio.sleep(1.3)
    assert await idle.get("idle") is None
    assert await aged.get("aged") is None
    await asyncio.sleep(0.2)
    await idle.delete("idle")
    assert await idle._redis.keys("*") == []


async def test_redis_vault_keys_do_not_tell_the_conversation(redis_url: str) -> None:
    vault = RedisVault(redis_url, 10, 100)
    await vault.put("secret-name", b"1")
    keys = await vault._redis.keys("*")
    assert len(keys) == 2
    assert all(key.startswith(PREFIX.encode()) and b"secret" not in key for key in keys)
    assert min([await vault._redis.ttl(key) for key in keys]) > 0
    await vault.delete("secret-name")
