"""The command `veiviser`: the composition root. Imports lazily, so that each command costs only
what it needs. Errors are one plain sentence on standard error and exit code 2."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

COMMANDS = {
    "serve": "serves the chat and its pages",
    "train": "trains if data or configuration changed",
    "check": "looks over everything under data/",
    "evaluate": "prints the quality report",
    "build_encoder": "fine-tunes and exports the second opinion",
    "understand": "reads JSON lines, writes what was understood",
    "redact": "reads JSON lines, writes them without what identifies",
}


class CommandError(Exception):
    """Something the caller can mend; the message is one plain sentence without their data."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. 0: done; 1: done, and something was found; 2: could not be done."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    words = list(sys.argv[1:] if argv is None else argv)
    module = _module(words[0]) if words and words[0] in COMMANDS else None
    options = _parser(words[0] if module else None, module).parse_args(words)
    try:
        return int(options.run(options))
    except CommandError as error:
        sys.stderr.write(f"veiviser {options.command}: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def _module(command: str) -> ModuleType:
    return importlib.import_module(f"bot.commands.{command}")


def _parser(chosen: str | None, module: ModuleType | None) -> argparse.ArgumentParser:
    """All commands by name; the options of the chosen one only."""
    top = argparse.ArgumentParser(prog="veiviser", description="Veiviser: a signpost to help.")
    commands = top.add_subparsers(dest="command", metavar="command", required=True)
    for name, summary in COMMANDS.items():
        parser = commands.add_parser(name, help=summary, description=summary)
        if name == chosen and module is not None:
            module.add_options(parser)
            parser.set_defaults(run=module.run)
    return top
