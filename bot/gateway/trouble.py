"""An exception as the two words that may be logged of it. Pure."""

from __future__ import annotations

from pathlib import PurePath


def trouble(error: BaseException) -> dict[str, str]:
    """`{"error": type, "at": "file.py:line"}` of the innermost place; never the message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = "?" if trace is None else PurePath(trace.tb_frame.f_code.co_filename).name
    line = 0 if trace is None else trace.tb_lineno
    return {"error": type(error).__name__, "at": f"{at}:{line}"}
