"""`veiviser redact`: messages without what could identify a person."""

from __future__ import annotations

import argparse

from bot.commands import lines
from bot.language.redact import redact


def add_options(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(options: argparse.Namespace) -> int:
    """JSON lines in, JSON lines out, in order."""
    for number, text in lines.read(lines.utf8()):
        result = redact(text)
        found = [{"kind": f.kind, "start": f.start, "end": f.end} for f in result.found]
        lines.write({"id": number, "text": result.text, "found": found})
    return 0
