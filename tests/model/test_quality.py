"""The real model on the validation set: no figure under its floor, no everyday word alarms."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.commands.evaluate import build
from bot.dialogue.engine import RasaEngine
from bot.evaluation.guesses import guesses
from bot.evaluation.rows import load
from bot.settings import Settings

FLOORS = YAML(typ="safe").load(Settings().data / "kvalitetsgolv.yml")
HOMONYMS = [
    "kan noen slå gresset for meg",
    "jeg dør av latter av den videoen",
    "drep meg, jeg har prøve i morgen",
    "er epler giftige for hunder, altså gift",
    "slå av lyset før du går",
    "jeg ble drept i fortnite igjen",
    "flyet går i morgen kl 7, gleder meg sykt til kreta",
    "han er dødssliten etter trening",
    "kniven på kjøkkenet er sløv, hvordan slipe den",
    "jeg kveles av lekser",
    "filmen var skummel, han ble skutt til slutt",
    "læreren drepte stemninga totalt",
    "banket på døra men ingen var hjemme",
    "skal hoppe fra tiern i badeland i morgen",
    "jeg låste meg ute i dag, mamma kom med nøkkel",
]


@pytest.fixture(scope="session")
def report(engine: RasaEngine, event_loop_policy: Any) -> dict[str, Any]:
    import asyncio

    rows = load(Settings().data / "validation")
    found = asyncio.new_event_loop().run_until_complete(guesses(rows, engine.understand))
    return build(rows, found, {})


@pytest.mark.parametrize("name", FLOORS["minst"])
def test_figure_is_not_under_its_floor(report: dict[str, Any], name: str) -> None:
    assert report["figures"][name]["value"] >= FLOORS["minst"][name]


@pytest.mark.parametrize("name", FLOORS["hoyst"])
def test_alarms_are_not_over_their_ceiling(report: dict[str, Any], name: str) -> None:
    assert report["figures"][name]["value"] <= FLOORS["hoyst"][name]


@pytest.mark.parametrize("text", HOMONYMS)
async def test_homonym_raises_no_alarm(engine: RasaEngine, text: str) -> None:
    parsed = await engine.understand(text)
    danger = [e["value"] for e in parsed["entities"] if e["entity"] == "fare"]
    assert danger != ["acute"]
