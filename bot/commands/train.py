"""`veiviser train`: trains when something that the model is made of has changed."""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bot.cli import CommandError
from bot.settings import ROOT, Settings

CURRENT = "veiviser.tar.gz"
STAMP = "veiviser.json"
TRAINING = ("nlu", "rules", "stories", "responses")
# Wording of pages and cards, which is read as it stands: changing it needs no training.
NOT_IN_MODEL = ("side.yml", "personvern.yml", "feil.yml", "grupper.yml", "timer.yml", "akutt.yml")
MADE_OF = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "data/nlu",
    "data/rules",
    "data/stories",
    "data/responses",
    "data/lexicon",
    "bot/nlu",
    "bot/language",
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """`--force` trains in any case."""
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")


def run(options: argparse.Namespace) -> int:
    """Leaves a model at `models/veiviser.tar.gz` that fits the data."""
    models = Settings().models
    wanted = fingerprint(ROOT)
    if not options.force and trained(models) == wanted:
        return 0
    started = time.monotonic()
    _say("Training (a few minutes the first time) …")
    _train(models)
    (models / STAMP).write_text(json.dumps({"fingerprint": wanted}), encoding="utf-8")
    _say(f"Trained in {time.monotonic() - started:.0f} s.")
    return 0


def fingerprint(root: Path) -> str:
    """A digest of every file that the model is made of."""
    digest = hashlib.sha256()
    for file in _files(root):
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    for name in MADE_OF:
        path = root / name
        if path.is_file():
            yield path
        elif path.is_dir():
            files = (f for f in path.rglob("*") if f.suffix in (".yml", ".py"))
            yield from sorted(f for f in files if f.name not in NOT_IN_MODEL)


def trained(models: Path) -> str | None:
    """The fingerprint of the model that is there, or None."""
    try:
        if not (models / CURRENT).exists():
            return None
        return str(json.loads((models / STAMP).read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError):
        return None


def _train(models: Path) -> None:
    from bot.dialogue.without_tensorflow import install

    install()
    from rasa.model_training import train

    _show_progress()
    result = train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data" / part) for part in TRAINING],
        output=str(models),
        fixed_model_name=CURRENT,
        force_training=True,
    )
    if result.code != 0 or not (models / CURRENT).exists():
        raise CommandError("training failed; `veiviser check` tells what is wrong with the data.")


class _Progress(logging.Handler):
    """Rasa's own notes of which component it trains, one line each with the time so far."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._started = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        """Shows component names, which are ours; nothing else of the record."""
        message = record.getMessage()
        if message.startswith("Starting to train component"):
            seconds = time.monotonic() - self._started
            _say(f"  {seconds:4.0f} s  {message.split(chr(39))[1]}")


def _show_progress() -> None:
    import structlog

    quiet = structlog.make_filtering_bound_logger(logging.WARNING)
    structlog.configure(wrapper_class=quiet)
    hooks = logging.getLogger("rasa.engine.training.hooks")
    hooks.setLevel(logging.INFO)
    hooks.addHandler(_Progress())


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
