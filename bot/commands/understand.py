"""`veiviser understand`: what the bot would read in each message."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from bot.cli import CommandError
from bot.commands import lines
from bot.commands.train import CURRENT
from bot.settings import Settings


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--explain` adds what led to the answer."""
    parser.add_argument("--explain", action="store_true", help="add what led to the answer")


def run(options: argparse.Namespace) -> int:
    """JSON lines in, JSON lines out, in order."""
    return asyncio.run(_run(options))


async def _run(options: argparse.Namespace) -> int:
    parse = parser_of()
    for number, text in lines.read(lines.utf8()):
        lines.write({"id": number, **understood(await parse(text))})
    return 0


def parser_of() -> Any:
    """Reads one message with the trained model, keeping nothing. Raises `CommandError`."""
    from bot.dialogue.without_tensorflow import install
    from bot.privacy.logging import configure_logging

    configure_logging()
    install()
    from bot.dialogue.engine import RasaEngine
    from bot.dialogue.vault import MemoryVault

    model = Settings().models / CURRENT
    if not model.exists():
        raise CommandError("there is no model yet; run `make train` first.")
    return RasaEngine.load(model, MemoryVault(1, 1, lambda: 0.0), ()).understand


def understood(parsed: dict[str, Any]) -> dict[str, Any]:
    """Rasa's parse as the contract's line, without the id."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entity in parsed.get("entities", ()):
        found.setdefault(entity["entity"], []).append(entity)

    def value(name: str, default: str) -> str:
        return str(found[name][0]["value"]) if name in found else default

    return {
        "intent": {
            "name": parsed["intent"]["name"],
            "confidence": round(float(parsed["intent"]["confidence"]), 4),
        },
        "situations": [
            {"name": e["value"], "confidence": e["confidence_entity"]}
            for e in found.get("situasjon", ())
        ],
        "perspective": value("perspektiv", "self"),
        "acute": value("fare", "none") == "acute",
        "abroad": value("i_utlandet", "nei") == "ja",
        "language": value("sprak", "nb"),
    }
