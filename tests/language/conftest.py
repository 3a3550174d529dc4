"""What the tests of language share: the real lists, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.reading import Reader


@pytest.fixture(scope="session")
def reader(data: Path) -> Reader:
    """A reader on the lists of `data/lexicon/`."""
    return Reader.load(data)
