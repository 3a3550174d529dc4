"""All ways in which a request can fail: code, HTTP status. Pure; a problem never holds
anything of the request, so it can be shown and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.contract import Json

STATUS: Mapping[str, int] = {
    "bad_request": 400,
    "bad_json": 400,
    "unknown_field": 400,
    "bad_id": 400,
    "text_or_choice": 400,
    "empty_text": 400,
    "text_too_long": 400,
    "control_character": 400,
    "starts_with_slash": 400,
    "bad_language": 400,
    "bad_situation": 400,
    "bad_perspective": 400,
    "bad_age": 400,
    "bad_open": 400,
    "unknown_parameter": 400,
    "unauthorized": 401,
    "not_found": 404,
    "method_not_allowed": 405,
    "body_too_slow": 408,
    "expired": 410,
    "body_too_large": 413,
    "bad_content_type": 415,
    "unknown_choice": 422,
    "too_many_requests": 429,
    "internal": 500,
    "not_erased": 500,
    "not_ready": 503,
}
CODE_OF: Mapping[int, str] = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}


def wording_name(code: str) -> str:
    """The response in `data/responses/` that says it in plain Norwegian."""
    return f"utter_feil_{code}"


class Problem(Exception):
    """A request that cannot be served. `messages`: help to show with it, as JSON."""

    def __init__(
        self,
        code: str,
        messages: Sequence[Json] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.status = STATUS[code]
        self.messages = tuple(messages)
        self.headers = dict(headers or {})


def too_many(wait: float, messages: Sequence[Json] = ()) -> Problem:
    """The problem of a request too many; `wait` in seconds."""
    return Problem("too_many_requests", messages, {"Retry-After": str(int(wait) + 1)})
