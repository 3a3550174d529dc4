"""What the data files of the directory may hold, as JSON Schema (draft 7)."""

from __future__ import annotations

from typing import Any

from bot.contract import SITUATIONS

Schema = dict[str, Any]

LIVED_THROUGH = "kjonnslemlestelse_gjennomlevd"
CASES: tuple[str, ...] = (*SITUATIONS, LIVED_THROUGH)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SEASONS = ("jul", "paske", "sommer")
TOPICS = (
    "forced-marriage",
    "social-control",
    "travel-worry",
    "abroad-now",
    "fgm",
    "honour-violence",
    "family-violence",
    "sexual-abuse",
    "acute-danger",
    "someone-to-talk-to",
    "legal-advice",
    "residence-permit",
    "safe-housing",
    "lgbt",
    "religious-breakout",
    "online-abuse",
    "worried-friend",
    "worried-professional",
)

_TEXT: Schema = {"type": "string", "pattern": r"\S"}
_ANY_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_NUMBER: Schema = {"type": ["string", "null"], "pattern": r"^[0-9]{3,8}$"}
_ABROAD_NUMBER: Schema = {"type": ["string", "null"], "pattern": r"^\+[0-9]{8,15}$"}
_SHOWN_NUMBER: Schema = {"type": ["string", "null"], "pattern": r"^\+?[0-9]+( [0-9]+)*$"}
_LINK: Schema = {"type": ["string", "null"], "pattern": r"^https://[^\s]+$"}
_TIME: Schema = {"type": "string", "pattern": r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"}


def _one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _list(item: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": item, "minItems": least, "uniqueItems": True}


def _closed(required: Schema, optional: Schema | None = None) -> Schema:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


_WINDOWS: Schema = {
    "type": "array",
    "items": _closed({"days": _list(_one_of(*DAYS), 1), "open": _TIME, "close": _TIME}),
}
_OPEN: Schema = {
    "if": {"type": "array"},
    "then": _WINDOWS,
    "else": _one_of("always", "unknown"),
}
_CHANNEL_HOURS: Schema = {"phone": _OPEN, "sms": _OPEN, "chat": _OPEN, "office": _OPEN}
_HOURS = _closed(
    {"note": _ANY_TEXT},
    {
        **_CHANNEL_HOURS,
        "web": _one_of("always", "unknown"),
        "safe": _closed({}, _CHANNEL_HOURS),
        "seasons": _closed({}, {season: _closed({}, _CHANNEL_HOURS) for season in SEASONS}),
        "on_holidays": _one_of("closed", "as_usual"),
        "varies": {"type": "boolean"},
        "text": _TEXT,
    },
)
_ANONYMITY = _one_of("yes", "no", "partly", "unknown")
_WHY = _closed(
    {"default": _TEXT},
    {key: _TEXT for key in ("akutt", "utlandet", "venn", "fagperson", *CASES)},
)

SERVICE: Schema = _closed(
    {
        "id": {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"},
        "name": _TEXT,
        "description": _TEXT,
        "why": _WHY,
        "audience": _closed(
            {
                "ages": _TEXT,
                "bands": _list(_one_of("under_18", "over_18"), 1),
                "for": _list(_one_of("self", "friend", "professional", "parent"), 1),
            }
        ),
        "situations": _list(_one_of(*TOPICS), 1),
        "emergency": {"type": "boolean"},
        "contact": _closed(
            {
                "phone": _NUMBER,
                "phone_display": _SHOWN_NUMBER,
                "phone_from_abroad": _ABROAD_NUMBER,
                "sms": _NUMBER,
                "chat_url": _LINK,
                "web_url": _LINK,
                "email": {"type": ["string", "null"], "pattern": r"^[^@\s]+@[^@\s]+$"},
                "cost": {"type": ["string", "null"]},
            }
        ),
        "hours": _HOURS,
        "hours_conflicts": _TEXTS,
        "anonymous": _closed(
            {"note": _ANY_TEXT},
            {c: _ANONYMITY for c in ("phone", "sms", "chat", "email", "web", "visit")},
        ),
        "confidentiality_and_duty_to_report": _ANY_TEXT,
        "languages": _TEXT,
        "reachable_from_abroad": _closed(
            {"value": _one_of("yes", "likely", "unknown", "no"), "note": _ANY_TEXT},
            {"show": _one_of("no")},
        ),
        "geography": _closed({"scope": _TEXT, "places": _TEXTS}),
        "sources": {
            "type": "array",
            "minItems": 1,
            "items": _closed(
                {
                    "url": _TEXT,
                    "newest_date": _TEXT,
                    "kind": _one_of(
                        "official",
                        "secondary-readoff",
                        "secondary-prototype",
                        "secondary",
                        "news",
                    ),
                },
                {"read_for": _TEXT},
            ),
        },
        "confidence": {"type": "object", "minProperties": 1, "additionalProperties": _TEXT},
        "notes": _TEXTS,
        "publishable_phone": {"type": "boolean"},
        "needs_check_before_launch": _TEXTS,
    },
    {"name_abroad": _TEXT},
)

_IDS: Schema = _list(_TEXT)
_ROW: Schema = _closed(
    {column: _list(_TEXT, 1) for column in ("under_18", "over_18", "friend", "professional")}
)
_SPECIAL_ROWS: Schema = _closed({"default": _ROW}, {case: _ROW for case in CASES})

ROUTING: Schema = _closed(
    {
        "updated": {"type": "string", "pattern": r"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
        "situations": _closed({case: _ROW for case in CASES}),
        "none": _ROW,
        "acute": _SPECIAL_ROWS,
        "abroad": _SPECIAL_ROWS,
        "threats": _list(_one_of(*CASES)),
        "beside": _list(_one_of(*CASES)),
        "net": _list(_TEXT, 1),
        "last": _closed({"norway": _list(_TEXT, 1), "abroad": _list(_TEXT, 1)}),
        "answers_now": _ROW,
        "topics": _closed({c: _list(_one_of(*TOPICS), 1) for c in (*CASES, "none")}),
        "only_for": {
            "type": "object",
            "additionalProperties": _list(_one_of(*CASES)),
        },
        "others": _IDS,
        "never": _IDS,
        "groups": {"type": "object", "minProperties": 1, "additionalProperties": _list(_TEXT, 1)},
    }
)

_MONTH_DAY: Schema = {"type": "string", "pattern": r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}
_DAYS_AWAY: Schema = {"type": "integer", "minimum": 0, "maximum": 30}
_PERIOD = _closed({"fra": _MONTH_DAY, "til": _MONTH_DAY})

CALENDAR: Schema = _closed(
    {
        "stille_dager": _list(_MONTH_DAY),
        "perioder": _closed(
            {
                "jul": _PERIOD,
                "paske": _closed(
                    {"dager_for_paskedag": _DAYS_AWAY, "dager_etter_paskedag": _DAYS_AWAY}
                ),
                "sommer": _PERIOD,
            }
        ),
    }
)

LAW: Schema = _closed(
    {
        "facts": {
            "type": "array",
            "minItems": 1,
            "items": _closed(
                {
                    "id": {"type": "string", "pattern": r"^[a-z0-9]+(_[a-z0-9]+)*$"},
                    "rule": _TEXT,
                    "statute": _TEXT,
                    "text": _TEXT,
                    "for": _list(_one_of("self", "friend", "professional"), 1),
                    "situations": _list(_one_of(*SITUATIONS), 1),
                    "confidence": _one_of("high", "medium-high", "medium", "low-medium", "low"),
                    "say": {"type": "boolean"},
                    "sources": _list(_TEXT, 1),
                },
                {"note": _TEXT},
            ),
        }
    }
)
