"""What the actions work with: the directory, the wording, the hours of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.directory.directory import Directory
from bot.directory.first_aid import FirstAid
from bot.language.reading import Reader
from bot.questions import Questions
from bot.settings import Settings
from bot.wording import Wording


@dataclass(frozen=True)
class World:
    """All that an action may ask."""

    wording: Wording
    directory: Directory
    first_aid: FirstAid
    questions: Questions


@lru_cache(maxsize=1)
def world() -> World:
    """Loaded once a process from `data/`."""
    data = Settings().data
    wording = Wording.load(data / "responses")
    directory = Directory.load(data, wording)
    first_aid = FirstAid(directory, wording, Reader.load(data).read)
    return World(wording, directory, first_aid, Questions.load(data / "sporsmal.yml"))


def now() -> datetime:
    """The time in Norway; tests put another clock here."""
    return datetime.now(ZoneInfo("Europe/Oslo"))
