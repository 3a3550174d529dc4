"""The pipeline and policies that `rasa init` writes, on the same examples: what Veiviser is
measured against. Every example gets its main situation (or other intent) as its one intent."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.shared.nlu.training_data.loading import load_data
from ruamel.yaml import YAML

from bot.evaluation.rows import Row
from bot.nlu.examples import labels_of
from bot.settings import ROOT

PIPELINE = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
POLICIES = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
]


def write_project(folder: Path, epochs: int | None = None) -> None:
    """A whole Rasa project in `folder`: one rule and one response per intent. With `epochs` each
    part learns for so many rounds: as quick to answer, but not as good."""
    texts: dict[str, list[str]] = defaultdict(list)
    for example in load_data(str(ROOT / "data" / "nlu")).intent_examples:
        texts[labels_of(example)[0]].append(example.get("text"))
    intents = sorted(texts)
    yaml = YAML(typ="safe")
    yaml.default_flow_style = False
    nlu = [
        {"intent": name, "examples": [{"text": line} for line in lines]}
        for name, lines in texts.items()
    ]
    rules = [
        {"rule": name, "steps": [{"intent": name}, {"action": f"utter_{name}"}]} for name in intents
    ]
    stories = [
        {
            "story": f"{first} {second}",
            "steps": [
                {"intent": first},
                {"action": f"utter_{first}"},
                {"intent": second},
                {"action": f"utter_{second}"},
            ],
        }
        for first, second in zip(intents, intents[1:])
    ]
    files = {
        "config.yml": {
            "recipe": "default.v1",
            "assistant_id": "stock",
            "language": "nb",
            "pipeline": with_epochs(PIPELINE, epochs),
            "policies": with_epochs(POLICIES, epochs),
        },
        "domain.yml": {
            "version": "3.1",
            "intents": intents,
            "responses": {f"utter_{name}": [{"text": f"Svar på {name}."}] for name in intents},
        },
        "data/nlu.yml": {"version": "3.1", "nlu": nlu},
        "data/rules.yml": {"version": "3.1", "rules": rules},
        "data/stories.yml": {"version": "3.1", "stories": stories},
        "credentials.yml": {"rest": None},
        "endpoints.yml": {},
    }
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w", encoding="utf-8") as out:
            yaml.dump(content, out)


def with_epochs(parts: list[dict[str, Any]], epochs: int | None) -> list[dict[str, Any]]:
    """The parts, those that learn in rounds with so many of them."""
    if epochs is None:
        return parts
    return [{**part, "epochs": epochs} if "epochs" in part else part for part in parts]


def rankings(folder: Path, rows: Sequence[Row]) -> Iterator[dict[str, float]]:
    """What the trained stock pipeline makes of each message: its likeliest intents and how likely
    it thinks they are."""
    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)
    agent = Agent.load(folder / "models" / "stock.tar.gz")
    for row in rows:
        found = asyncio.run(agent.parse_message(row.text))
        yield {one["name"]: one["confidence"] for one in found["intent_ranking"]}


def train(folder: Path) -> float:
    """Trains it; seconds."""
    started = time.monotonic()
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "rasa", "train", "--fixed-model-name", "stock"],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.monotonic() - started
