"""The same vault in Redis, for several workers. Keys are hashed and expire by themselves."""

from __future__ import annotations

import hashlib
import time

from redis.asyncio import Redis

PREFIX = "veiviser:"


class RedisVault:
    """Two keys a conversation: the value, which expires when idle, and its birth, which
    expires with age and without which the value counts as gone. Times in whole seconds."""

    def __init__(self, url: str, idle: int, lifetime: int) -> None:
        self._redis: Redis[bytes] = Redis.from_url(url)
        self._idle, self._lifetime = idle, lifetime

    async def get(self, key: str) -> bytes | None:
        """See `Vault`. Raises `redis.RedisError` when Redis is away."""
        value, born = _names(key)
        async with self._redis.pipeline() as pipe:
            pipe.get(value)
            pipe.ttl(born)
            kept, left = await pipe.execute()
        if kept is None or left <= 0:
            return None
        await self._redis.expire(value, min(self._idle, left))
        return bytes(kept)

    async def put(self, key: str, value: bytes) -> None:
        """See `Vault`. Raises `redis.RedisError` when Redis is away."""
        name, born = _names(key)
        await self._redis.set(born, int(time.time()), ex=self._lifetime, nx=True)
        left = await self._redis.ttl(born)
        await self._redis.set(name, value, ex=max(1, min(self._idle, left)))

    async def delete(self, key: str) -> None:
        """See `Vault`. Raises `redis.RedisError` when Redis is away."""
        await self._redis.delete(*_names(key))


def _names(key: str) -> tuple[str, str]:
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{PREFIX}{digest}", f"{PREFIX}{digest}:born"
