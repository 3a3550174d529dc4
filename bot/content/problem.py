"""A thing that is wrong in the data: where, and which sentence of `data/kontroll.yml` says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Problem:
    """`file` as people know it, `line` from 1 (0: the file as a whole), `kind` names the
    sentence, `values` fill its gaps."""

    file: str
    line: int
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def order(self) -> tuple[str, int, str]:
        """What problems are sorted by: file, line, kind."""
        return self.file, self.line, self.kind


def name_in(data: Path, file: Path) -> str:
    """The file as people know it: `data/nlu/samtale/hils.yml`."""
    return f"data/{file.relative_to(data).as_posix()}"


def extract(text: str, longest: int = 60) -> str:
    """The beginning of a text, enough to know it by."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 2].rstrip() + " …"
