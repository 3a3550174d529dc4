"""`veiviser serve`: the chat, its pages and, on another port, its metrics."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.cli import CommandError
from bot.commands.train import CURRENT
from bot.contract import SITUATIONS, Engine
from bot.dialogue.late import LateEngine
from bot.directory.directory import Directory
from bot.directory.first_aid import FirstAid
from bot.directory.reading import DataError
from bot.gateway.app import create_app
from bot.gateway.serve import CannotListen, serve
from bot.language.reading import Reader
from bot.privacy.logging import configure_logging
from bot.settings import Settings, SettingsError, from_environment
from bot.wording import Wording

WARM_UP = "hei"  # read once at the start, so that nobody waits while the encoder is loaded
log = logging.getLogger(__name__)


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options: the settings are environment variables."""


def run(options: argparse.Namespace) -> int:
    """Serves until Ctrl-C."""
    try:
        settings = from_environment(os.environ)
    except SettingsError as error:
        raise CommandError(str(error)) from None
    configure_logging()
    try:
        asyncio.run(_serve(settings))
    except CannotListen as error:
        raise CommandError(str(error)) from None
    return 0


async def _serve(settings: Settings) -> None:
    app, engine = build(settings)
    loading = asyncio.create_task(engine.start())
    await serve(app, settings, _say)
    loading.cancel()


def build(settings: Settings) -> tuple[web.Application, LateEngine]:
    """The whole application around an engine that has yet to load."""
    wording = Wording.load(settings.data / "responses")
    directory = _directory(settings, wording)
    first_aid = FirstAid(directory, wording, Reader.load(settings.data).read)
    known = payloads(wording)
    engine = LateEngine(lambda: load_engine(settings, known, wording.commands()), known)
    return create_app(settings, engine, first_aid, directory, wording, norwegian_time), engine


def _directory(settings: Settings, wording: Wording) -> Directory:
    """The directory; when a file of it is broken, the services whose own files are whole."""
    try:
        return Directory.load(settings.data, wording)
    except DataError:
        log.error("directory_broken")
        return Directory.last_resort(settings.data, wording)


def payloads(wording: Wording) -> frozenset[str]:
    """Every button that an answer can show: those in the wording, and one per situation."""
    situations = {f'/situasjon{{"situasjon": "{name}"}}' for name in SITUATIONS}
    return wording.payloads() | situations


def load_engine(settings: Settings, known: frozenset[str], commands: Mapping[str, str]) -> Engine:
    """The Rasa engine on the trained model, in a thread of its own. Raises when there is none."""
    from bot.dialogue.without_tensorflow import install

    install()
    from bot.dialogue.engine import RasaEngine
    from bot.dialogue.redis_vault import RedisVault
    from bot.dialogue.vault import MemoryVault, Vault

    idle, lifetime = settings.idle_seconds, settings.lifetime_seconds
    vault: Vault = (
        RedisVault(settings.redis_url, idle, lifetime)
        if settings.redis_url
        else MemoryVault(idle, lifetime, time.monotonic)
    )
    engine = RasaEngine.load(settings.models / CURRENT, vault, known, commands)
    asyncio.run(engine.understand(WARM_UP))
    return engine


def norwegian_time() -> datetime:
    """Now, in Norway."""
    return datetime.now(ZoneInfo("Europe/Oslo"))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
