"""Reads the phrase lists of `data/lexicon/`: plain YAML in, plain Python out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


class LexiconError(ValueError):
    """A phrase list that cannot be used; the message names file and entry."""


def read_yaml(file: Path) -> dict[str, Any]:
    """The mapping in `file`. Raises `LexiconError` if it holds anything else."""
    content = YAML(typ="safe").load(file)
    if not isinstance(content, dict):
        raise LexiconError(f"{file.name}: must hold a mapping")
    return content


def words(value: Any) -> tuple[str, ...]:
    """A list of words from a YAML list, or from one string with blanks between the words."""
    if value is None:
        return ()
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(str(word) for word in value)
