"""`veiviser understand`: what the bot would read in each message."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from typing import Any

from bot.cli import CommandError
from bot.commands import lines
from bot.commands.train import CURRENT
from bot.contract import OTHER_INTENTS
from bot.settings import Settings


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--explain` adds what led to the answer."""
    parser.add_argument("--explain", action="store_true", help="add what led to the answer")


def run(options: argparse.Namespace) -> int:
    """JSON lines in, JSON lines out, in order."""
    return asyncio.run(_run(options))


async def _run(options: argparse.Namespace) -> int:
    parse = parser_of()
    explain = _explainer() if options.explain else None
    for number, text in lines.read(lines.utf8()):
        parsed = await parse(text)
        told = {"explain": explain(text, parsed)} if explain else {}
        lines.write({"id": number, **understood(parsed), **told})
    return 0


def _explainer() -> Callable[[str, dict[str, Any]], dict[str, Any]]:
    """Words, concepts, danger rules and training examples behind each answer."""
    from bot.content.examples import read
    from bot.nlu import explain
    from bot.nlu.lexicon_reader import concepts, reader
    from bot.nlu.situation_classifier import analysed_text, unpacked

    features, model = unpacked(Settings().models / CURRENT)
    examples, _ = read(Settings().data)
    known = [analysed_text(example.text) for example in examples]

    def told(text: str, parsed: dict[str, Any]) -> dict[str, Any]:
        message = analysed_text(text)
        near = explain.alike(features, message, known)
        named = [e["value"] for e in parsed["entities"] if e["entity"] == "situasjon"]
        return {
            "concepts": explain.found_concepts(concepts(text)),
            "danger": [f"{hit.id} ({hit.level})" for hit in reader().read(text).hits],
            "terms": {
                name: explain.strongest(features, model, message, name)
                for name in named or [parsed["intent"]["name"]]
            },
            "examples": [
                {
                    "place": examples[i].place,
                    "likeness": likeness,
                    "text": examples[i].text,
                    "labels": list(examples[i].labels),
                }
                for i, likeness in near
            ],
        }

    return told


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
    return RasaEngine.load(model, MemoryVault(1, 1, lambda: 0.0)).understand


def told_intent(parsed: dict[str, Any]) -> dict[str, Any]:
    """The intent; for what only answers a question («eg er 22»), which is an intent inside the
    dialogue only, the likeliest other one."""
    intent: dict[str, Any] = parsed["intent"]
    if intent["name"] in ("situasjon", *OTHER_INTENTS):
        return intent
    ranking = parsed.get("intent_ranking", ())
    return next((other for other in ranking if other["name"] in OTHER_INTENTS), intent)


def understood(parsed: dict[str, Any]) -> dict[str, Any]:
    """Rasa's parse as the contract's line, without the id."""
    found: dict[str, list[dict[str, Any]]] = {}
    for entity in parsed.get("entities", ()):
        found.setdefault(entity["entity"], []).append(entity)

    def value(name: str, default: str) -> str:
        return str(found[name][0]["value"]) if name in found else default

    intent = told_intent(parsed)
    return {
        "intent": {"name": intent["name"], "confidence": round(float(intent["confidence"]), 4)},
        "situations": [
            {"name": e["value"], "confidence": e["confidence_entity"]}
            for e in found.get("situasjon", ())
        ],
        "perspective": value("perspektiv", "self"),
        "acute": value("fare", "none") == "acute",
        "abroad": value("i_utlandet", "nei") == "ja",
        "language": value("sprak", "nb"),
    }
