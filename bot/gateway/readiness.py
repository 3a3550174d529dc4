"""Whether the engine answers; an engine that cannot even tell does not. Pure."""

from __future__ import annotations

import logging

from bot.contract import Engine
from bot.gateway.trouble import trouble

log = logging.getLogger(__name__)


def is_ready(engine: Engine) -> bool:
    """`engine.ready`; False if it raises."""
    try:
        return bool(engine.ready)
    except Exception as error:
        log.error("engine_failed", extra=trouble(error))
        return False
