"""A pressed button, read without the language model: `/intent{"entity": "value"}`."""

from __future__ import annotations

import json
import re
from typing import Any

_PAYLOAD = re.compile(r"/(?P<intent>[a-z_]+)(?P<entities>\{.*\})?", re.DOTALL)


def parse(payload: str) -> dict[str, Any]:
    """What Rasa's parser would have given; the text is empty. Raises `ValueError`."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        raise ValueError("not a payload")
    entities = json.loads(found["entities"] or "{}")
    return {
        "text": "",
        "intent": {"name": found["intent"], "confidence": 1.0},
        "intent_ranking": [{"name": found["intent"], "confidence": 1.0}],
        "entities": [
            {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "button"}
            for name, value in entities.items()
        ],
    }
