"""What several levels of tests share: the data, the trained model, the real engine."""

from __future__ import annotations

import os

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import argparse
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.settings import Settings
from bot.wording import Wording

if TYPE_CHECKING:
    from bot.dialogue.engine import RasaEngine

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of all that people edit."""
    return Settings().data


@pytest.fixture(scope="session")
def wording(data: Path) -> Wording:
    """The reviewed texts."""
    return Wording.load(data / "responses")


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model; trains first when data or configuration changed."""
    from bot.commands.train import CURRENT, run

    assert run(argparse.Namespace(force=False)) == 0
    return Settings().models / CURRENT


@pytest.fixture(scope="session")
def engine(model: Path, wording: Wording) -> RasaEngine:
    """The real engine on the real model, once for all tests."""
    from bot.commands.serve import payloads
    from bot.dialogue.engine import RasaEngine
    from bot.dialogue.vault import MemoryVault

    vault = MemoryVault(1800, 7200, time.monotonic)
    return RasaEngine.load(model, vault, payloads(wording), wording.commands())


@pytest.fixture
def monday_noon() -> datetime:
    """An ordinary working day: 23 November 2026 at 12."""
    return datetime(2026, 11, 23, 12, 0, tzinfo=OSLO)
