"""The routing table: which services come first in which situation. Pure data and lookups."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from bot.directory.query import Query
from bot.directory.reading import DataError, name_of, read
from bot.directory.schema import ROUTING

Row = Mapping[str, tuple[str, ...]]  # column → service ids, in order


@dataclass(frozen=True)
class Routing:
    """`data/routing.yml`; the comments there say what each part is for."""

    situations: Mapping[str, Row]
    none: Row
    acute: Mapping[str, Row]
    abroad: Mapping[str, Row]
    threats: frozenset[str]
    beside: frozenset[str]
    net: tuple[str, ...]
    last: Row
    answers_now: Row
    topics: Mapping[str, frozenset[str]]
    only_for: Mapping[str, frozenset[str]]
    others: tuple[str, ...]
    never: frozenset[str]
    groups: Row
    updated: date

    @classmethod
    def load(cls, data: Path) -> Routing:
        """From `data/routing.yml`. Raises `DataError` naming file, key and value."""
        raw = read(data / "routing.yml", ROUTING)
        return cls(
            situations={case: _row(row) for case, row in raw["situations"].items()},
            none=_row(raw["none"]),
            acute={case: _row(row) for case, row in raw["acute"].items()},
            abroad={case: _row(row) for case, row in raw["abroad"].items()},
            threats=frozenset(raw["threats"]),
            beside=frozenset(raw["beside"]),
            net=tuple(raw["net"]),
            last=_row(raw["last"]),
            answers_now=_row(raw["answers_now"]),
            topics={case: frozenset(topics) for case, topics in raw["topics"].items()},
            only_for={service: frozenset(cases) for service, cases in raw["only_for"].items()},
            others=tuple(raw["others"]),
            never=frozenset(raw["never"]),
            groups=_row(raw["groups"]),
            updated=_date(data, raw["updated"]),
        )

    def check(self, data: Path, known: Container[str]) -> None:
        """Raises `DataError` for the first service id that is not among `known`."""
        for key, service in self.ids():
            if service not in known:
                raise DataError(
                    f'{name_of(data / "routing.yml")}: {key} names "{service}", but there is '
                    f"no data/services/{service}.yml."
                )

    def ids(self) -> Iterator[tuple[str, str]]:
        """Every (key, service id) of the table."""
        for key in ("situations", "acute", "abroad"):
            for case, row in getattr(self, key).items():
                yield from _row_ids(f"{key}.{case}", row)
        for key in ("none", "answers_now", "last", "groups"):
            yield from _row_ids(key, getattr(self, key))
        for key in ("net", "others", "never", "only_for"):
            yield from ((key, service) for service in getattr(self, key))

    @classmethod
    def bare(cls, ids: tuple[str, ...]) -> Routing:
        """A table that leads everyone to `ids`; for when the real one cannot be read."""
        row = dict.fromkeys(("under_18", "over_18", "friend", "professional"), ids)
        rows = {"default": row}
        return cls(
            situations={},
            none=row,
            acute=rows,
            abroad=rows,
            threats=frozenset(),
            beside=frozenset(),
            net=ids,
            last=dict.fromkeys(("norway", "abroad"), ids),
            answers_now=row,
            topics={},
            only_for={},
            others=(),
            never=frozenset(),
            groups={"nodhjelp": ids},
            updated=date.min,
        )


def columns(query: Query) -> tuple[str, ...]:
    """The columns that count: both ages when someone's own age is unknown, the younger first."""
    if query.perspective != "self":
        return (query.perspective,)
    return ("under_18", "over_18") if query.age == "unknown" else (query.age,)


def pick(row: Row, query: Query) -> list[str]:
    """The ids of a row for the one who asks."""
    return weave([row[column] for column in columns(query)])


def weave(rows: Iterable[Iterable[str]]) -> list[str]:
    """First of each, second of each, and so on, without repeats."""
    turns = zip_longest(*rows)
    return list(dict.fromkeys(one for turn in turns for one in turn if one is not None))


def _date(data: Path, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        name = name_of(data / "routing.yml")
        raise DataError(f'{name}: updated is "{text}"; there is no such date.') from None


def _row(raw: Mapping[str, Any]) -> Row:
    return {column: tuple(ids) for column, ids in raw.items()}


def _row_ids(key: str, row: Row) -> Iterator[tuple[str, str]]:
    for column, ids in row.items():
        yield from ((f"{key}.{column}", service) for service in ids)
