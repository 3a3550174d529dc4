"""A message as it stands, but in levelled spelling: what the second opinion reads.

Dialect, Nynorsk and slips become plain Bokmål words; signs, capitals and all other words stay.
"""

from __future__ import annotations

from collections.abc import Iterable


def levelled(text: str, words: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each word (start, end, levelled spelling; in order) put in its place. Where one
    written word stands for several, they come with a space between."""
    parts: list[str] = []
    end = 0
    for start, stop, word in words:
        if start < end:  # one written word, several levelled ones
            parts.append(" " + word)
            continue
        written = text[start:stop]
        parts += [text[end:start], written if written.lower() == word else _like(written, word)]
        end = stop
    return "".join(parts) + text[end:]


def _like(written: str, word: str) -> str:
    is_name_like = written[:1].isupper() and not written.isupper()
    return word.capitalize() if is_name_like else word
