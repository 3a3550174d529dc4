"""The environment, read once into a frozen `Settings`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PORT = r"(?::[1-9]\d{0,4})?"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_HTTPS_ORIGIN = re.compile(rf"https://{_LABEL}(?:\.{_LABEL})*{_PORT}", re.ASCII)
_LOCAL_ORIGIN = re.compile(rf"http://(?:localhost|127\.0\.0\.1|\[::1\]){_PORT}", re.ASCII)


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the variable and is safe to show."""


@dataclass(frozen=True)
class Settings:
    """All settings. Times in seconds; paths absolute."""

    host: str = "127.0.0.1"
    port: int = 8080
    metrics_port: int = 8081
    workers: int = 1
    redis_url: str | None = None
    database_url: str | None = None
    partner_origins: tuple[str, ...] = ()
    idle_seconds: int = 1800
    lifetime_seconds: int = 7200
    data: Path = ROOT / "data"
    models: Path = ROOT / "models"


def _number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    raw = env.get(name)
    if raw is None or raw == "":
        return default
    if not raw.isascii() or not raw.isdigit() or not low <= int(raw) <= high:
        raise SettingsError(f"{name} must be a whole number from {low} to {high}.")
    return int(raw)


def _origins(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Exact origins, as a browser writes them: they go into a header."""
    found = tuple(filter(None, (part.strip() for part in env.get(name, "").split(","))))
    if not all(_HTTPS_ORIGIN.fullmatch(one) or _LOCAL_ORIGIN.fullmatch(one) for one in found):
        raise SettingsError(
            f"{name} must be exact addresses such as https://skole.example, in lower case, "
            "without a path or a star, with commas between; http only for localhost."
        )
    return found


def from_environment(env: Mapping[str, str]) -> Settings:
    """Settings from `VEIVISER_*` variables. Raises `SettingsError` naming the variable."""
    get = {key: value for key, value in env.items() if key.startswith("VEIVISER_")}
    idle = _number(get, "VEIVISER_IDLE_SECONDS", Settings.idle_seconds, 1, 86_400)
    lifetime = _number(get, "VEIVISER_LIFETIME_SECONDS", Settings.lifetime_seconds, 1, 604_800)
    if lifetime < idle:
        raise SettingsError(
            "VEIVISER_LIFETIME_SECONDS must not be less than VEIVISER_IDLE_SECONDS."
        )
    return Settings(
        host=get.get("VEIVISER_HOST") or Settings.host,
        port=_number(get, "VEIVISER_PORT", Settings.port, 0, 65_535),
        metrics_port=_number(get, "VEIVISER_METRICS_PORT", Settings.metrics_port, 0, 65_535),
        workers=_number(get, "VEIVISER_WORKERS", Settings.workers, 1, 64),
        redis_url=get.get("VEIVISER_REDIS_URL") or None,
        database_url=get.get("VEIVISER_DATABASE_URL") or None,
        partner_origins=_origins(get, "VEIVISER_PARTNER_ORIGINS"),
        idle_seconds=idle,
        lifetime_seconds=lifetime,
    )
