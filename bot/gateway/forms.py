"""The form of `/enkel`: what a browser without JavaScript sends. Pure; raises `Problem`."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from urllib.parse import parse_qsl

from bot.gateway import validation
from bot.gateway.problems import Problem
from bot.gateway.validation import Incoming

FORM_BYTES = 3 * validation.BODY_BYTES  # a form writes most bytes as three
_FIELDS = ("token", "id", "text", "choice")
_FORM_TYPE = re.compile(
    r"application/x-www-form-urlencoded\s*(?:;\s*charset\s*=\s*\"?utf-8\"?\s*)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Form:
    """The fields as sent; empty when they were not. `text` has line feeds only."""

    token: str = ""
    id: str = ""
    text: str = ""
    choice: str = ""

    def incoming(self) -> Incoming:
        """The message. A pressed button goes before what stands in the field."""
        if not self.choice:
            return validation.message({"id": self.id, "text": self.text.strip()})
        return validation.message({"id": self.id, "choice": self.choice})

    def words(self) -> str:
        """The text as it can stand in a page: without what no page can hold."""
        return "".join(char for char in self.text if not validation.is_forbidden(char))


def check_type(content_type: str | None, encoding: str | None) -> None:
    """Passes a form in UTF-8 that is not compressed."""
    if encoding not in (None, "identity") or not _FORM_TYPE.fullmatch((content_type or "").strip()):
        raise Problem("bad_content_type")


def parse(body: bytes) -> Form:
    """The form in `body`."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=len(_FIELDS),
        )
    except ValueError:
        raise Problem("bad_request") from None
    fields = dict(pairs)
    if len(fields) != len(pairs) or not all(name in _FIELDS for name in fields):
        raise Problem("unknown_field")
    text = fields.pop("text", "").replace("\r\n", "\n").replace("\r", "\n")
    return Form(text=text, **fields)


def new_id() -> str:
    """An id for the next message, so that a page sent twice is one message."""
    return str(uuid.uuid4())
