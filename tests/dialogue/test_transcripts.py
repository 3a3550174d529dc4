"""Scripted conversations (`samtaler/*.yml`) through the real model, engine and actions.

A turn says something (`sier`) or presses a button (`velger`) and names what must be seen:
`forst` the first services in order, `blant` services that must be shown, `ikke` services that
must not, `varsel` services of the alert (`nei`: no alert), `svar` the responses whose text must
appear, `knapp` payloads that must be offered."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.contract import Alert, Choices, Message, Services, Text
from bot.dialogue.engine import RasaEngine
from bot.wording import Wording
from tests.conftest import OSLO

FOLDER = Path(__file__).parent / "samtaler"
TRANSCRIPTS = [
    pytest.param(script, id=f"{file.stem}: {script['navn']}")
    for file in sorted(FOLDER.glob("*.yml"))
    for script in YAML(typ="safe").load(file)
]


def test_there_are_at_least_forty_transcripts() -> None:
    assert len(TRANSCRIPTS) >= 40


@pytest.mark.parametrize("script", TRANSCRIPTS)
async def test_transcript(
    script: dict[str, Any],
    engine: RasaEngine,
    wording: Wording,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moment = datetime.fromisoformat(script.get("tid", "2026-11-23T12:00")).replace(tzinfo=OSLO)
    monkeypatch.setattr("actions.answer.now", lambda: moment)
    conversation = uuid.uuid4().hex
    await engine.open(conversation, "nb")
    for turn in script["turer"]:
        if "sier" in turn:
            answer = await engine.say(conversation, turn["sier"])
        else:
            assert engine.knows(turn["velger"]), turn["velger"]
            answer = await engine.choose(conversation, turn["velger"])
        check(turn, answer, wording)
    await engine.erase(conversation)


def check(turn: dict[str, Any], answer: list[Message], wording: Wording) -> None:
    """Holds the answer against what the turn names."""
    said = turn.get("sier") or turn.get("velger")
    assert answer, said
    alerts = [m for m in answer if isinstance(m, Alert)]
    shown = [card.id for m in answer if isinstance(m, Services) for card in m.services]
    texts = [m.text for m in answer if isinstance(m, Text)]
    offered = [c.payload for m in answer if isinstance(m, Choices) for c in m.choices]
    if alerts:
        assert answer[0] is alerts[0], "the alert stands first"
    if turn.get("varsel") == "nei":
        assert not alerts, said
    elif "varsel" in turn:
        assert alerts, said
        urgent = [card.id for card in alerts[0].services]
        assert set(turn["varsel"]) <= set(urgent), (said, urgent)
    if "forst" in turn:
        assert shown[: len(turn["forst"])] == turn["forst"], (said, shown)
    assert set(turn.get("blant", ())) <= set(shown), (said, shown)
    everything = set(shown) | {card.id for m in alerts for card in m.services}
    assert not set(turn.get("ikke", ())) & everything, (said, everything)
    for name in turn.get("svar", ()):
        assert any(variant in texts for variant in variants(wording, name)), (said, name, texts)
    assert set(turn.get("knapp", ())) <= set(offered), (said, offered)


def variants(wording: Wording, name: str) -> set[str]:
    """Every text that the response may have."""
    return {v.text for v in wording._responses[name]}
