"""What the program itself says of the services, the tables, the phrase lists and the wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from ruamel.yaml.error import YAMLError

from bot.content.problem import Problem, name_in
from bot.contract import SITUATIONS
from bot.directory.days import Days
from bot.directory.law import load_law
from bot.directory.reading import DataError
from bot.directory.routing import Routing
from bot.directory.service import load_service
from bot.language.data_files import LexiconError
from bot.language.lexicon import Lexicon
from bot.language.pattern import PatternError
from bot.questions import Questions
from bot.wording import Wording

LIMITS = {"utter_tittel_": 40, "utter_svar_": 240, "utter_rad_": 420}
READERS = ("self", "friend", "professional")
_MARKUP = re.compile(r"[<>*#`\[\]|]|^\s*[-•] ", re.MULTILINE)
_NAMED = re.compile(r"^(data/\S+?\.yml):? +(.+)$", re.DOTALL)
_LINE = re.compile(r"\bline (\d+)")


def problems(data: Path) -> Iterator[Problem]:
    """Everything wrong with what the directory, the dialogue and the lexicon read."""
    files = sorted((data / "services").glob("*.yml"))
    for file in files:
        yield from _from_loading(data, file, partial(load_service, file))
    yield from _from_loading(data, data / "routing.yml", lambda: _routing(data, files))
    yield from _from_loading(data, data / "kalender.yml", lambda: Days.load(data))
    yield from _from_loading(data, data / "law.yml", lambda: load_law(data))
    yield from _from_loading(data, data / "sporsmal.yml", lambda: _questions(data))
    yield from _from_loading(data, data / "lexicon", lambda: Lexicon.load(data))
    yield from _wording(data)


def _routing(data: Path, files: list[Path]) -> None:
    Routing.load(data).check(data, {file.stem for file in files})


def _questions(data: Path) -> None:
    Questions.load(data / "sporsmal.yml").order["default"]


def _from_loading(data: Path, file: Path, load: Callable[[], object]) -> Iterator[Problem]:
    """The one sentence `load` raises, or nothing. Broken YAML is told elsewhere, with its line."""
    name = name_in(data, file)
    try:
        load()
    except DataError as error:
        where, what = _parted(str(error), name)
        if "not valid YAML" not in what:
            yield Problem(where, 0, "katalog", {"engelsk": what})
    except (LexiconError, PatternError) as error:
        yield Problem(name, 0, "katalog", {"engelsk": str(error)})
    except YAMLError:
        return
    except (OSError, KeyError, TypeError, AttributeError, ValueError):
        yield Problem(name, 0, "kan_ikke_leses")


def _parted(message: str, name: str) -> tuple[str, str]:
    found = _NAMED.match(message)
    return (found[1], found[2]) if found else (name, message)


def _wording(data: Path) -> Iterator[Problem]:
    folder = data / "responses"
    try:
        wording = Wording.load(folder)
    except YAMLError:
        return
    except (OSError, KeyError, TypeError, AttributeError):
        yield Problem(name_in(data, folder), 0, "kan_ikke_leses")
        return
    for name in wording:
        yield from (Problem(*_place(data, name), kind, v) for kind, v in _response(wording, name))
    for prefix in LIMITS:
        for situation in SITUATIONS:
            if f"{prefix}{situation}" not in wording:
                values = {"navn": f"{prefix}{situation}"}
                yield Problem(name_in(data, folder), 0, "ordlyd_mangler", values)


def _response(wording: Wording, name: str) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with one response, as (kind of problem, values)."""
    try:
        texts = [wording.text(name, {"perspektiv": reader}) for reader in READERS]
    except KeyError:
        yield "ordlyd_uten_vilkar", {"navn": name}
        return
    prefix = next((p for p in LIMITS if name.startswith(p)), None)
    for text in dict.fromkeys(texts):
        if prefix and not 0 < len(text) <= LIMITS[prefix]:
            yield "ordlyd_for_lang", {"navn": name, "tegn": len(text), "lov": LIMITS[prefix]}
        if _MARKUP.search(text):
            yield "ordlyd_tegn", {"navn": name}
    if prefix and len(set(texts)) < len(READERS):
        yield "ordlyd_lik", {"navn": name}


def _place(data: Path, response: str) -> tuple[str, int]:
    """File and line where the response is written."""
    for file in sorted((data / "responses").rglob("*.yml")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() == f"{response}:":
                return name_in(data, file), number
    return name_in(data, data / "responses"), 0
