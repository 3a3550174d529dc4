"""JSON lines `{"id", "text"}` in, JSON lines out: shared by `understand` and `redact`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from bot.cli import CommandError


def read(stream: TextIO) -> Iterator[tuple[Any, str]]:
    """Id and text of every line. Raises `CommandError` naming the line, never its content."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise CommandError(f"line {number} is not JSON.") from None
        if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
            raise CommandError(f'line {number} must hold "id" and "text" (a string).')
        yield row["id"], row["text"]


def write(row: dict[str, Any]) -> None:
    """One line on standard output."""
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def utf8() -> TextIO:
    """Standard input as UTF-8; bytes that are not become the replacement character."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    return sys.stdin
