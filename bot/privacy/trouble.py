"""An exception as its type and the places in the code it came through; never its message,
which may quote what a person wrote. Pure."""

from __future__ import annotations

import re
import sys
from pathlib import PurePath
from types import TracebackType

PLACES = 4  # innermost places shown per exception
CAUSES = 3  # exceptions shown of a chain
_FILE = re.compile(r"[A-Za-z0-9_.-]{1,60}\.(py|pyx|html)")


def describe(error: BaseException | None) -> str:
    """`ValueError at engine.py:42 reader.py:7, from KeyError at ...`; empty for None."""
    parts: list[str] = []
    while error is not None and len(parts) < CAUSES:
        places = " ".join(_places(error.__traceback__)) or "?"
        parts.append(f"{type_name(type(error))} at {places}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return ", from ".join(parts)


def type_name(kind: type[BaseException]) -> str:
    """The type's name if it is the name of a type in a loaded module; else `Exception`."""
    module = sys.modules.get(kind.__module__)
    return kind.__name__ if getattr(module, kind.__name__, None) is kind else "Exception"


def place(path: str, line: int | None) -> str:
    """`file.py:42`, innermost folder left out; `?` for a file that is no source file."""
    name = PurePath(path).name
    return f"{name}:{line}" if _FILE.fullmatch(name) else "?"


def _places(trace: TracebackType | None) -> list[str]:
    """Innermost first."""
    found: list[str] = []
    while trace is not None:
        found.append(place(trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return found[-PLACES:][::-1]
