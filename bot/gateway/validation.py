"""What a request must be before anything else looks at it. Pure; raises `Problem`."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, get_args

from bot.contract import SITUATIONS, Age, Perspective
from bot.gateway.problems import Problem

BODY_BYTES = 8 * 1024
TEXT_CHARACTERS = 1000
LANGUAGES = ("nb", "nn", "en")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits in base64url
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_JSON_TYPE = re.compile(r"application/json\s*(?:;\s*charset\s*=\s*\"?utf-8\"?\s*)?", re.IGNORECASE)
_LOOKS_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters by category
_SLASHES = frozenset("/\uff0f")
_ALLOWED_CONTROLS = frozenset("\n\t")


@dataclass(frozen=True)
class Incoming:
    """A valid message: exactly one of `text` and `choice` is set. `id` in lower case."""

    id: str
    text: str | None = None
    choice: str | None = None


@dataclass(frozen=True)
class Search:
    """A valid question to the public directory."""

    situation: str | None = None
    perspective: Perspective | None = None
    age: Age | None = None
    open_now: bool = False


def check_type(content_type: str | None, encoding: str | None) -> None:
    """Passes JSON in UTF-8 that is not compressed."""
    if encoding not in (None, "identity") or not _JSON_TYPE.fullmatch((content_type or "").strip()):
        raise Problem("bad_content_type")


def parse_object(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`."""
    try:
        data = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Problem("bad_json") from None
    if not isinstance(data, dict):
        raise Problem("bad_json")
    return data


def _no_constant(_: str) -> NoReturn:
    raise ValueError


def bearer(header: str | None) -> str:
    """The token of an `Authorization` header, well formed."""
    scheme, _, token = (header or "").strip().partition(" ")
    if scheme.lower() != "bearer" or not _TOKEN.fullmatch(token.strip()):
        raise Problem("unauthorized", headers={"WWW-Authenticate": "Bearer"})
    return token.strip()


def opening(data: Mapping[str, Any]) -> str:
    """The language asked for in the opening of a conversation."""
    _only(data, ("language",))
    language = data.get("language", "nb")
    if language not in LANGUAGES:
        raise Problem("bad_language")
    return str(language)


def message(data: Mapping[str, Any]) -> Incoming:
    """The message in `data`."""
    _only(data, ("id", "text", "choice"))
    if ("text" in data) == ("choice" in data):
        raise Problem("text_or_choice")
    number = message_id(data.get("id"))
    if "text" in data:
        return Incoming(number, text=free_text(data["text"]))
    return Incoming(number, choice=_choice(data["choice"]))


def message_id(value: Any) -> str:
    """The client's UUID in lower case."""
    if not isinstance(value, str) or not _UUID.fullmatch(value.lower()):
        raise Problem("bad_id")
    return value.lower()


def free_text(value: Any) -> str:
    """A person's words, unchanged: 1 to 1,000 characters, nothing that Rasa would obey."""
    if not isinstance(value, str):
        raise Problem("text_or_choice")
    if len(value) > TEXT_CHARACTERS:
        raise Problem("text_too_long")
    if any(map(is_forbidden, value)):
        raise Problem("control_character")
    visible = next((char for char in value if not _is_invisible(char)), None)
    if visible is None:
        raise Problem("empty_text")
    if visible in _SLASHES:
        raise Problem("starts_with_slash")
    return value


def _choice(value: Any) -> str:
    """The payload as sent. Whether a button has it, the engine knows."""
    if not isinstance(value, str):
        raise Problem("text_or_choice")
    if not value or len(value) > TEXT_CHARACTERS or any(map(is_forbidden, value)):
        raise Problem("unknown_choice")
    return value


def is_forbidden(char: str) -> bool:
    """Control characters, and halves of a pair, which are no text in any encoding."""
    return unicodedata.category(char) in ("Cc", "Cs") and char not in _ALLOWED_CONTROLS


def _is_invisible(char: str) -> bool:
    """Blanks, formats, marks and private characters: nothing that one can read by itself."""
    return char in _LOOKS_BLANK or unicodedata.category(char)[0] in "ZCM"


def _only(data: Mapping[str, Any], names: tuple[str, ...]) -> None:
    if not all(name in names for name in data):
        raise Problem("unknown_field")


def search(query: Mapping[str, str], names: list[str]) -> Search:
    """The search of a query string; an empty value stands for none. `names`: all keys as sent."""
    known = ("situation", "perspective", "age", "open")
    if len(names) != len(set(names)) or not all(name in known for name in names):
        raise Problem("unknown_parameter")
    given = {key: value for key, value in query.items() if value}
    _one_of(given, "situation", SITUATIONS)
    _one_of(given, "perspective", get_args(Perspective))
    _one_of(given, "age", get_args(Age))
    _one_of(given, "open", ("now",))
    return Search(
        situation=given.get("situation"),
        perspective=given.get("perspective"),  # type: ignore[arg-type]  # checked above
        age=given.get("age"),  # type: ignore[arg-type]
        open_now="open" in given,
    )


def _one_of(given: Mapping[str, str], name: str, values: tuple[str, ...]) -> None:
    if name in given and given[name] not in values:
        raise Problem(f"bad_{name}")
